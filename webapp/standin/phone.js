import { both, element } from '../dom.js';

const host = element('<div id="standin"></div>');
const root = host.attachShadow({ mode: 'open' });
const style = (file) => element(`<link rel="stylesheet" href="${new URL(file, import.meta.url)}">`);

root.append(
  style('card.css'),
  style('phone.css'),
  style('screens.css'),
  element(`
    <dialog class="stage">
      <div class="phone">
        <div class="status" aria-hidden="true"><span>9:41</span><i></i></div>
        <div class="titlebar">
          <button type="button" class="dismiss"><span aria-hidden="true">‹</span>
            <span class="unseen">${both('返回', 'Back')}</span></button>
          <h2></h2>
        </div>
        <div class="screen"></div>
      </div>
      <div class="beside">
        <div class="controls"></div>
        <p class="caption">${both('模拟的微信，不是真的。', 'A stand-in, not the real WeChat.')}</p>
      </div>
    </dialog>`),
);

const stage = root.querySelector('.stage');
const phone = root.querySelector('.phone');

const dark = matchMedia('(prefers-color-scheme: dark)');
phone.dataset.theme = dark.matches ? 'dark' : 'light';

let dismiss = () => {};

// The event comes late: another screen may have opened meanwhile.
stage.addEventListener('close', () => stage.open || dismiss());
root.querySelector('.dismiss').addEventListener('click', () => dismiss());
stage.addEventListener('click', (event) => event.target === stage && dismiss());

/** Puts something beside the page for good, outside the phone. */
export function place(node) {
  root.append(node);
}

/** Turns the phone's light mode to dark and back. */
export function switchTheme() {
  phone.dataset.theme = phone.dataset.theme === 'dark' ? 'light' : 'dark';
}

/**
 * Shows one screen of the phone until `done(value)` is called or the visitor goes back.
 *
 * `build` receives `done` and returns the screen's `title` markup and `content`, and may name a `look` for the style
 * sheet and `controls` to stand beside the phone. Resolves with the value, or undefined when the visitor went back.
 */
export function show(build) {
  dismiss();
  return new Promise((resolve) => {
    const done = (value) => {
      if (dismiss === done) {
        dismiss = () => {};
        stage.close();
        resolve(value);
      }
    };
    dismiss = done;
    const { title, content, look = '', controls = [] } = build(done);
    phone.dataset.look = look;
    phone.querySelector('h2').innerHTML = title;
    phone.querySelector('.screen').replaceChildren(content);
    root.querySelector('.controls').replaceChildren(...controls);
    stage.showModal();
  });
}

/** A short message at the foot of the page that goes away by itself; the detail is other people's text. */
export function notice(message, detail = '') {
  const toast = element(`<p class="notice" role="status">${message} <span class="detail"></span></p>`);
  toast.querySelector('.detail').textContent = detail;
  root.append(toast);
  setTimeout(() => toast.remove(), 4000);
}

function arrive() {
  document.documentElement.append(host);
}

if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', arrive);
} else {
  arrive();
}
