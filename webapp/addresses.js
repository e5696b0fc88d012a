import { both, element } from './dom.js';

/** A page rendered from a template prints the address; a static file brings it as a response header. */
function signedUrl() {
  if (document.body.dataset.signedUrl) {
    return document.body.dataset.signedUrl;
  }
  const [navigation] = performance.getEntriesByType('navigation');
  const header = navigation?.serverTiming?.find(({ name }) => name === 'signed');
  return header ? decodeURIComponent(header.description) : '';
}

function commonLength(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) {
    length++;
  }
  return length;
}

const reversed = (text) => [...text].reverse().join('');

/** Prints an address with the part that the other one does not have marked. */
function print(place, url, other) {
  const start = commonLength(url, other);
  const end = url.length - commonLength(reversed(url.slice(start)), reversed(other.slice(start)));
  const mark = element('<mark></mark>');
  mark.textContent = url.slice(start, end);
  place.replaceChildren(url.slice(0, start), ...(mark.textContent ? [mark] : []), url.slice(end));
}

const SAME = both('一字不差。', 'The same, to the letter.');
const DIFFERENT = both(
  '两个地址不同：微信按浏览器里的地址验证，所以会拒绝这个签名。',
  'They differ: WeChat verifies the address in the browser, so it refuses this signature.',
);
const LANDING = both(
  '这个客户端按页面最初加载的地址验证，所以签的是那个地址。',
  'This client verifies the address that the page was loaded from, so that one is signed.',
);
const UNKNOWN = both('这个页面没有说明签了哪个地址。', 'This page does not tell which address was signed.');

const landing = location.href.split('#')[0];

/** Shows which address was signed beside the one that the browser has. */
export function compareAddresses(signed, browser) {
  const comparison = document.getElementById('comparison');
  print(document.getElementById('signed-url'), signed, signed ? browser : '');
  print(document.getElementById('browser-url'), browser, signed || browser);
  const state = signed === browser ? 'same' : !signed ? 'unknown' : signed === landing ? 'landing' : 'different';
  comparison.innerHTML = { same: SAME, unknown: UNKNOWN, landing: LANDING, different: DIFFERENT }[state];
  comparison.dataset.state = state;
}

/** Compares those that the page came with. */
export function startAddresses() {
  compareAddresses(signedUrl(), landing);
}
