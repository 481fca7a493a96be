/**
 * The window on a backend that is made up, to look at screens in a browser: `npm run dev`, then
 * /dev/index.html?theme=dark&open=practice#/connection. Not part of the build.
 */
import '../src/lib/base.css';
import { mount } from 'svelte';
import App from '../src/App.svelte';
import { theme } from '../src/lib/theme.svelte';
import { stub } from './stub';

stub();
theme.start();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
export default mount(App, { target });
