import { asProblem, call, type Problem } from '$lib/backend';
import type {
  ActOutcome,
  ConfigCatAction,
  DirectoryAct,
  OktaAction,
  OktaConnector,
  OktaSaml,
  OktaToApp,
  Page,
  PracticeDone,
  PracticeView,
} from '$lib/generated/api';
import { Draft } from './draft.svelte';
import {
  target,
  type ConfigCatTab,
  type OktaPlace,
  type OktaSide,
  type OktaTab,
  type Product,
} from './pages';

/** What `Create App Integration` asks, page by page. */
export interface Wizard {
  page: 'method' | 'general' | 'saml' | 'feedback';
  method: string;
  label: string;
  saml: OktaSaml;
  audience: '' | 'internal' | 'vendor';
}

/** The identity provider's form in ConfigCat. */
export interface IdpForm {
  way: 'url' | 'manual';
  metadata_url: string;
  sign_on_url: string;
  certificate: string;
  trusted_domains: string[];
}

/** The gear of a synced group. */
export interface GroupRule {
  group_id: string;
  organization_admin: boolean;
  billing_manager: boolean;
  permissions: Record<string, string>;
}

/** A person under Directory; a new one has no id. */
export interface PersonForm {
  id: string | null;
  first_name: string;
  last_name: string;
  email: string;
}

/** A new app integration of the kind `API Services`. */
export interface ServiceForm {
  label: string;
  scopes: string[];
  dpop: boolean;
  key: 'generate' | 'add';
  public_key: string;
}

export const SAML = 'SAML 2.0';

// As Okta's form comes up: two of these are the mistakes that the guide warns of.
const freshSaml = (): OktaSaml => ({
  single_sign_on_url: '',
  audience_uri: '',
  name_id_format: 'Unspecified',
  application_username: 'Okta username',
});

const freshConnector = (): OktaConnector => ({
  base_url: '',
  unique_identifier: '',
  import_users: false,
  push_new_users: false,
  push_profile_updates: false,
  push_groups: false,
  import_groups: false,
  authentication_mode: 'Basic Auth',
  authorization_hint: null,
  saved: false,
});

const freshToApp = (): OktaToApp => ({
  create_users: false,
  update_user_attributes: false,
  deactivate_users: false,
  sync_password: false,
});

const withoutLog = ({ okta, configcat }: PracticeView): string =>
  JSON.stringify([{ ...okta, log: [] }, configcat]);

/** Both practice panels: where they stand, what they show, and what is being typed into them. */
export class Practice {
  open = $state(false);
  product = $state<Product>('okta');
  place = $state<OktaPlace>('applications');
  /** The application is open, or the list of applications is. */
  inApp = $state(false);
  tab = $state<OktaTab>('general');
  side = $state<OktaSide>('integration');
  section = $state<ConfigCatTab>('domains');

  view = $state.raw<PracticeView | null>(null);
  problem = $state<Problem | null>(null);
  /** The form whose act is under way. */
  busy = $state<string | null>(null);
  outcomes = $state<Record<string, ActOutcome>>({});

  wizard = $state<Wizard | null>(null);
  general = new Draft(() => ({
    label: this.app?.label ?? '',
    scim_provisioning: this.app?.scim_provisioning ?? false,
  }));
  saml = new Draft<OktaSaml>(() => this.app?.saml ?? freshSaml());
  connector = new Draft<OktaConnector>(() => this.app?.connector ?? freshConnector());
  authorization = $state('');
  toApp = new Draft<OktaToApp>(() => this.app?.to_app ?? freshToApp());
  assigning = $state<'groups' | 'people' | null>(null);
  assignSearch = $state('');
  pushing = $state<{ search: string; group: string } | null>(null);
  unlinking = $state<{ mapping: string; name: string; remove: boolean } | null>(null);
  newGroup = $state<{ name: string; like: string } | null>(null);
  peopleSearch = $state('');
  person = $state<PersonForm | null>(null);
  newService = $state<ServiceForm | null>(null);
  /** The service app that was just made: its private key is shown now or never. */
  freshService = $state<string | null>(null);
  mistakeSearch = $state('');

  newDomain = $state<string | null>(null);
  newIdp = $state<string | null>(null);
  idp = new Draft<IdpForm>(() => {
    const idp = this.view?.configcat.saml;
    return {
      way: idp && !idp.metadata_url && idp.sign_on_url ? 'manual' : 'url',
      metadata_url: idp?.metadata_url ?? '',
      sign_on_url: idp?.sign_on_url ?? '',
      certificate: '',
      trusted_domains: [...(idp?.trusted_domains ?? [])],
    };
  });
  replacingToken = $state(false);
  rule = $state<GroupRule | null>(null);
  order = $state<string[] | null>(null);
  groupFilter = $state('');
  userFilter = $state('');

  /** It was opened once, so that there is something to show again. */
  known = $state(false);

  #reading: Promise<boolean> | null = null;
  #readNext: Promise<boolean> | null = null;

  /** Called after each act, whatever became of it. */
  acted: () => void = () => undefined;

  get app() {
    return this.view?.okta.app ?? null;
  }

  /** Opens the panel at the page of a step. */
  show(page: Page, step?: string): void {
    const at = target(page, step);
    this.open = this.known = true;
    this.product = at.product;
    if (at.product === 'configcat') {
      this.section = at.tab;
      return;
    }
    this.place = at.place;
    // “Applications” is the list; while there is something to create, that is where it is done.
    this.inApp = at.tab !== undefined;
    if (at.tab) this.tab = at.tab;
    if (at.side) this.side = at.side;
  }

  /**
   * Reads both products again. True when something was different that a proof could speak of. Calls that come while
   * one is under way share the one after it: a queue of pushes tells of each of them.
   */
  reload(): Promise<boolean> {
    if (!this.#reading) this.#reading = this.#read().finally(() => (this.#reading = null));
    else this.#readNext ??= this.#reading.then(() => ((this.#readNext = null), this.reload()));
    return this.#readNext ?? this.#reading;
  }

  async #read(): Promise<boolean> {
    try {
      const view = await call('practice_view', {});
      this.problem = null;
      const before = this.view;
      this.#take(view);
      // Whoever looks leaves traces in Okta's log; they are no reason to look again.
      return before === null || withoutLog(before) !== withoutLog(view);
    } catch (error) {
      this.problem = asProblem(error);
      return false;
    }
  }

  okta(form: string, action: OktaAction): Promise<boolean> {
    return this.#act(form, () => call('practice_okta', { action }));
  }

  configcat(form: string, action: ConfigCatAction): Promise<boolean> {
    return this.#act(form, () => call('practice_configcat', { action }));
  }

  copyServiceKey = (client_id: string): Promise<unknown> => call('practice_copy_service_key', { client_id });

  async savePerson(): Promise<void> {
    if (!this.person) return;
    const { id, first_name, last_name, email } = $state.snapshot(this.person);
    const act: DirectoryAct =
      id === null
        ? { kind: 'add_person', first_name, last_name, email, login: email }
        : { kind: 'rename', user_id: id, first_name, last_name, email };
    if (await this.okta('people', { kind: 'directory', act })) this.person = null;
  }

  async createService(): Promise<void> {
    if (!this.newService) return;
    const { label, scopes, dpop, key, public_key } = $state.snapshot(this.newService);
    const known = this.view?.okta.service_apps.map((app) => app.client_id) ?? [];
    const made = await this.okta('service', {
      kind: 'create_service_app',
      label,
      scopes,
      dpop,
      public_key: key === 'add' ? public_key : null,
    });
    if (!made) return;
    this.newService = null;
    const fresh = this.view?.okta.service_apps.find((app) => !known.includes(app.client_id));
    this.freshService = key === 'generate' ? (fresh?.client_id ?? null) : null;
  }

  copyToken = (): Promise<unknown> => call('practice_copy_token', {});

  startWizard(): void {
    this.wizard = { page: 'method', method: '', label: '', saml: freshSaml(), audience: '' };
    delete this.outcomes.wizard;
  }

  async finishWizard(): Promise<void> {
    if (!this.wizard) return;
    const { method, label, saml, audience } = $state.snapshot(this.wizard);
    const made = await this.okta('wizard', {
      kind: 'create_app',
      sign_in_method: method,
      label,
      saml,
      internal_app: audience === 'internal',
    });
    if (!made) return;
    this.wizard = null;
    if (this.app) {
      this.inApp = true;
      this.tab = method === SAML ? 'sign_on' : 'general';
    }
  }

  #connectorForm() {
    const typed = this.authorization;
    return { connector: this.connector.plain(), authorization: typed === '' ? null : typed };
  }

  async testConnector(): Promise<void> {
    await this.okta('connector', { kind: 'test_connector', ...this.#connectorForm() });
  }

  async saveConnector(): Promise<void> {
    if (await this.okta('connector', { kind: 'set_connector', ...this.#connectorForm() })) {
      this.authorization = '';
      this.connector.done();
    }
  }

  cancelConnector(): void {
    this.authorization = '';
    this.connector.done();
    delete this.outcomes.connector;
  }

  async saveIdp(): Promise<void> {
    const { way, metadata_url, sign_on_url, certificate, trusted_domains } = this.idp.plain();
    const saved = await this.configcat('idp', {
      kind: 'set_saml_idp',
      metadata_url: way === 'url' ? metadata_url : '',
      sign_on_url: way === 'manual' ? sign_on_url : '',
      certificate: way === 'manual' ? certificate : '',
      trusted_domains,
    });
    if (saved) this.idp.done();
  }

  move(id: string, by: -1 | 1): void {
    if (!this.order) return;
    const from = this.order.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.order.length) return;
    this.order = this.order.toSpliced(from, 1).toSpliced(to, 0, id);
  }

  async #act(form: string, send: () => Promise<PracticeDone>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = form;
    delete this.outcomes[form];
    try {
      const { outcome, view } = await send();
      this.#take(view);
      this.outcomes[form] = outcome;
      return outcome.ok;
    } catch (error) {
      const problem = asProblem(error);
      this.outcomes[form] = { ok: false, message: `${problem.message} ${problem.remedy}`.trim() };
      return false;
    } finally {
      this.busy = null;
      this.acted();
    }
  }

  /** Practice began anew: what was typed for the old one means nothing now. */
  #forget(): void {
    this.wizard = this.rule = this.order = this.assigning = this.pushing = this.unlinking = null;
    this.newGroup = this.newDomain = this.newIdp = this.person = this.newService = this.freshService = null;
    this.replacingToken = this.inApp = false;
    this.authorization = this.assignSearch = this.groupFilter = this.userFilter = '';
    this.peopleSearch = this.mistakeSearch = '';
    this.outcomes = {};
    for (const draft of this.#drafts) draft.editing = false;
  }

  get #drafts() {
    return [this.general, this.saml, this.connector, this.toApp, this.idp];
  }

  #take(view: PracticeView): void {
    const before = this.view;
    this.view = view;
    // Neither product takes these away; only a new beginning does.
    if ((before?.okta.app && !view.okta.app) || (before?.configcat.saml && !view.configcat.saml))
      this.#forget();
    for (const draft of this.#drafts) draft.sync();
    // Groups that arrived or went while the order is being changed.
    if (this.order) {
      const there = view.configcat.groups.map((group) => group.id);
      const kept = this.order.filter((id) => there.includes(id));
      this.order = [...kept, ...there.filter((id) => !kept.includes(id))];
    }
  }
}
