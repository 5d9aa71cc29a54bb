// A page with two designers, one of them in a shadow tree; tests/web/life_cycle.test.mjs starts and stops them.
import { makeApi } from '../../../../web/js/api.js';
import { provideAssets } from '../../../../web/js/assets.js';
import { Designer } from '../../../../web/js/designer.js';

provideAssets(JSON.parse(document.getElementById('files').textContent), document.baseURI);

const shadow = document.getElementById('host').attachShadow({ mode: 'open' });
const inner = document.createElement('div');
inner.className = 'stage';
shadow.append(document.querySelector('link[rel=stylesheet]').cloneNode(), inner);

const told = [];
const hooks = {
  showEditor() {}, showStart() {}, pickPhoto() {}, pickDesign() {}, openSample() {}, saveFile() {},
  showError: (message) => told.push(message),
  showStatus() {},
};

window.two = {
  stages: { light: document.getElementById('light'), shadow: inner },
  told,
  make: (where) => new Designer(window.two.stages[where], hooks),
  api: makeApi,
  designers: {},
};
