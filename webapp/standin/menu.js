import { both, element } from '../dom.js';
import { notice, place, show } from './phone.js';
import { share } from './share.js';

const listeners = new Map();
const hidden = new Set();

/** Remembers what the page wants to do when the visitor picks a menu entry. */
export function listen(name, callback) {
  listeners.set(name, callback);
}

/** A page that listens decides by itself what is sent; otherwise what it has set before is. */
function choose(kind, event) {
  if (listeners.has(event)) {
    listeners.get(event)({ err_msg: 'ok', scene: 'friend' });
  } else {
    share(kind);
  }
}

async function copyLink() {
  await navigator.clipboard?.writeText(location.href);
  notice(both('已复制', 'Copied'));
}

const ITEMS = [
  {
    name: 'menuItem:share:appMessage',
    label: both('发送给朋友', 'Send to chat'),
    icon: 'M4 5h16v11H10l-4 4v-4H4z',
    act: () => choose('chat', 'menu:share:appmessage'),
  },
  {
    name: 'menuItem:share:timeline',
    label: both('分享到朋友圈', 'Share on Moments'),
    icon: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 3l6.4 15.4M21 12H8M5.6 5.6L12 21',
    act: () => choose('moments', 'menu:share:timeline'),
  },
  {
    name: 'menuItem:copyUrl',
    label: both('复制链接', 'Copy link'),
    icon: 'M10 14l4-4M9 9l-3 3a4 4 0 006 6l3-3M15 15l3-3a4 4 0 00-6-6L9 9',
    act: copyLink,
  },
  {
    name: 'menuItem:openWithQQBrowser',
    label: both('在浏览器打开', 'Open in browser'),
    icon: 'M12 3a9 9 0 100 18 9 9 0 000-18zM15.5 8.5L13 13l-4.5 2.5L11 11z',
    act: () => window.open(location.href),
  },
  {
    name: 'menuItem:refresh',
    label: both('刷新', 'Refresh'),
    icon: 'M19 12a7 7 0 11-2-5l2 2M19 4v5h-5',
    act: () => location.reload(),
  },
];

function menuItem({ name, label, icon, act }, done) {
  const item = element(`
    <li><button type="button" data-item="${name}">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icon}"/></svg>${label}
    </button></li>`);
  item.firstElementChild.addEventListener('click', () => done(act));
  return item;
}

async function open() {
  const act = await show((done) => {
    const content = element('<ul class="menu"></ul>');
    content.append(...ITEMS.filter(({ name }) => !hidden.has(name)).map((item) => menuItem(item, done)));
    return { title: both('菜单', 'Menu'), content };
  });
  act?.();
}

const capsule = element(`
  <button type="button" class="capsule" id="standin-menu">
    <span aria-hidden="true"></span><span>${both('微信菜单', 'WeChat menu')}</span>
  </button>`);
capsule.addEventListener('click', open);
place(capsule);

export function hideItems(names) {
  names.forEach((name) => hidden.add(name));
  notice(both('已隐藏菜单项', 'Menu items hidden:'), names.join(', '));
}

export function showItems(names) {
  names.forEach((name) => hidden.delete(name));
}

export function hideMenu() {
  capsule.hidden = true;
}

export function showMenu() {
  capsule.hidden = false;
}
