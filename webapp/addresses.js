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
const UNKNOWN = both('这个页面没有说明签了哪个地址。', 'This page does not tell which address was signed.');

/** Shows which address was signed beside the one WeChat will verify. */
export function startAddresses() {
  const signed = signedUrl();
  const browser = location.href.split('#')[0];
  const comparison = document.getElementById('comparison');
  print(document.getElementById('signed-url'), signed, signed ? browser : '');
  print(document.getElementById('browser-url'), browser, signed || browser);
  comparison.innerHTML = signed === browser ? SAME : signed ? DIFFERENT : UNKNOWN;
  comparison.dataset.state = signed === browser ? 'same' : signed ? 'different' : 'unknown';
}
