import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '$lib/backend';
import { fakeBackend } from '$lib/backend/fake';
import Button from './Button.svelte';
import CopyValue from './CopyValue.svelte';
import Dialog from './Dialog.svelte';
import Marked from './Marked.svelte';
import Menu from './Menu.svelte';
import Meter from './Meter.svelte';
import ProblemCard from './ProblemCard.svelte';
import SearchField from './SearchField.svelte';
import SecretField from './SecretField.svelte';
import StateIcon from './StateIcon.svelte';
import Tabs from './Tabs.svelte';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));

const problem: Problem = {
  code: 'credential-refused',
  message: 'ConfigCat refused the token.',
  why: 'Okta would be refused too.',
  remedy: 'Choose `+ GENERATE` and paste the new token.',
  evidence: '401 from scim.example',
};

describe('Button', () => {
  it('starts nothing twice while it is busy, and says so', async () => {
    const onclick = vi.fn();
    render(Button, { busy: true, onclick, children: text('Check now') });
    const button = screen.getByRole('button', { name: 'Check now' });
    await userEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(button).toHaveAttribute('aria-busy', 'true');
  });

  it('shows its keys without being called by them', () => {
    render(Button, { shortcut: 'Mod+Enter', children: text('Save') });
    const button = screen.getByRole('button', { name: 'Save' });
    expect(button).toHaveTextContent('Ctrl + Enter');
    expect(button).toHaveAttribute('aria-keyshortcuts', 'Control+Enter');
  });
});

describe('Marked', () => {
  it('sets product labels as keys', () => {
    const { container } = render(Marked, { text: 'Tick `Push Groups` and `Save`.', bad: ['Push Groups'] });
    expect(container).toHaveTextContent('Tick Push Groups and Save.');
    const keys = [...container.querySelectorAll('[data-key]')];
    expect(keys.map((key) => key.textContent)).toEqual(['Push Groups', 'Save']);
    expect(keys[0]).toHaveClass('bad');
    expect(keys[1]).not.toHaveClass('bad');
  });
});

describe('CopyValue', () => {
  it('copies the value through Rust and says so', async () => {
    const fake = fakeBackend({ text_copy: () => ({ clears_after: null }) });
    render(CopyValue, { label: 'SCIM connector base URL', value: 'https://scim.example/v2' });
    await userEvent.click(screen.getByRole('button', { name: 'Copy SCIM connector base URL' }));
    expect(fake.asked('text_copy')).toEqual([{ text: 'https://scim.example/v2' }]);
    expect(await screen.findByRole('status')).toHaveTextContent('SCIM connector base URL copied');
  });

  it('shows dots and the end of a secret, and asks for it by the callback alone', async () => {
    const fake = fakeBackend({});
    const oncopy = vi.fn(() => Promise.resolve());
    const { container } = render(CopyValue, { label: 'Authorization', secretEnd: '3f9a', oncopy });
    expect(container).toHaveTextContent('•3f9a'.slice(1));
    await userEvent.click(screen.getByRole('button', { name: 'Copy Authorization' }));
    expect(oncopy).toHaveBeenCalledOnce();
    expect(fake.calls).toEqual([]);
  });

  it('says what to do when nothing could be copied', async () => {
    fakeBackend({
      text_copy: () => {
        throw problem;
      },
    });
    render(CopyValue, { label: 'Email', value: 'email' });
    await userEvent.click(screen.getByRole('button', { name: 'Copy Email' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(problem.message);
  });
});

describe('SecretField', () => {
  it('never shows a stored secret: only what is said of it', () => {
    render(SecretField, { label: 'Token', value: '', stored: 'set on 12 May, ends in …3f9a' });
    expect(screen.getByText(/set on 12 May/)).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.querySelector('input')).toBeNull();
  });

  it('takes another in its place, and can keep the stored one after all', async () => {
    render(SecretField, { label: 'Token', value: '', stored: 'set on 12 May' });
    await userEvent.click(screen.getByRole('button', { name: 'Replace Token' }));
    await userEvent.type(screen.getByLabelText('Token'), 'abc');
    await userEvent.click(screen.getByRole('button', { name: 'Keep the stored one' }));
    expect(document.querySelector('input')).toBeNull();
  });

  it('hides what is typed until it is asked to show it', async () => {
    render(SecretField, { label: 'Token', value: '' });
    const input = screen.getByLabelText('Token');
    expect(input).toHaveAttribute('type', 'password');
    await userEvent.click(screen.getByRole('button', { name: 'Show what you typed' }));
    expect(input).toHaveAttribute('type', 'text');
  });
});

describe('SearchField', () => {
  it('is emptied by Escape', async () => {
    render(SearchField, { label: 'Search people', value: '' });
    const field = screen.getByRole('searchbox', { name: 'Search people' });
    await userEvent.type(field, 'ana');
    await userEvent.keyboard('{Escape}');
    expect(field).toHaveValue('');
  });
});

describe('StateIcon', () => {
  it('says its state, or nothing where the words stand beside it', () => {
    const { container } = render(StateIcon, { state: 'failing' });
    expect(screen.getByRole('img', { name: 'Needs you' })).toBeInTheDocument();
    expect(container.querySelector('[data-state="failing"]')).not.toBeNull();
    const { container: silent } = render(StateIcon, { state: 'proven', label: null });
    expect(silent.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
  });
});

describe('Meter', () => {
  it('says in words what it draws', () => {
    render(Meter, { proven: 16, ticked: 2, total: 26, label: '16 proven, 2 ticked by hand, of 26' });
    expect(screen.getByRole('img', { name: /16 proven/ })).toBeInTheDocument();
  });
});

describe('ProblemCard', () => {
  it('says what happened, why it matters and what to do, with the evidence one click away', () => {
    render(ProblemCard, { problem });
    const card = screen.getByRole('alert');
    expect(card).toHaveTextContent('ConfigCat refused the token.');
    expect(card).toHaveTextContent('Okta would be refused too.');
    expect(card).toHaveTextContent('Choose + GENERATE and paste the new token.');
    const details = card.querySelector('details');
    expect(details).not.toHaveAttribute('open');
    expect(details).toHaveTextContent('401 from scim.example');
  });
});

describe('Tabs', () => {
  const tabs = [
    { id: 'general', label: 'General' },
    { id: 'sign-on', label: 'Sign On' },
  ];

  it('are moved by the arrows, and only the selected one is a tab stop', async () => {
    const onselect = vi.fn();
    render(Tabs, { label: 'ConfigCat', tabs, selected: 'general', onselect });
    const first = screen.getByRole('tab', { name: 'General' });
    expect(first).toHaveAttribute('tabindex', '0');
    expect(screen.getByRole('tab', { name: 'Sign On' })).toHaveAttribute('tabindex', '-1');
    first.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(onselect).toHaveBeenCalledWith('sign-on');
    await userEvent.keyboard('{ArrowLeft}');
    expect(onselect).toHaveBeenLastCalledWith('sign-on');
  });
});

describe('Menu', () => {
  const items = () => [
    { label: 'Rename…', run: vi.fn() },
    { label: 'Delete…', run: vi.fn(), danger: true },
  ];

  it('opens on its first item, moves by arrows, and runs what is chosen', async () => {
    const all = items();
    render(Menu, { label: 'Profiles', items: all });
    const trigger = screen.getByRole('button', { name: 'Profiles' });
    await userEvent.click(trigger);
    expect(screen.getByRole('menuitem', { name: 'Rename…' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitem', { name: 'Delete…' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(all[1]?.run).toHaveBeenCalledOnce();
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('is closed by Escape and gives the focus back', async () => {
    render(Menu, { label: 'Profiles', items: items() });
    const trigger = screen.getByRole('button', { name: 'Profiles' });
    await userEvent.click(trigger);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(trigger).toHaveFocus();
  });
});

describe('Dialog', () => {
  it('is named by its title and closed by its button', async () => {
    const onclose = vi.fn();
    render(Dialog, { open: true, title: 'Delete “Whisker Co.”?', onclose, children: text('Gone for good.') });
    const dialog = screen.getByRole('dialog', { name: 'Delete “Whisker Co.”?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(onclose).toHaveBeenCalledOnce();
  });
});
