import { both, element } from '../dom.js';
import { cardView } from './card.js';
import { show, switchTheme } from './phone.js';

const cards = {};

/** What WeChat shares of a page that has set nothing. */
const plainCard = () => ({ title: document.title, link: location.href });

const TITLES = { chat: both('聊天', 'Chat'), moments: both('朋友圈', 'Moments') };

function control(label, act) {
  const button = element(`<button type="button">${label}</button>`);
  button.addEventListener('click', act);
  return button;
}

function tab(kind, current) {
  const button = control(TITLES[kind], () => share(kind));
  button.setAttribute('aria-pressed', String(kind === current));
  return button;
}

function destination({ link }) {
  const line = element(`<p class="destination">${both('点开后是', 'Leads to')} <span></span></p>`);
  line.lastElementChild.textContent = new URL(link, location.href).href;
  return line;
}

/** Shows how the page's card looks, in a chat or on Moments, by day or by night, and where it leads. */
export function share(kind) {
  const card = cards[kind] || plainCard();
  show(() => ({
    title: TITLES[kind],
    content: cardView(kind, card),
    controls: [
      tab('chat', kind),
      tab('moments', kind),
      control(both('浅色 / 深色', 'Light / dark'), switchTheme),
      destination(card),
    ],
  }));
}

/**
 * Keeps the card for the menu, and tells the page, which may show it; when the visitor has just pressed a button of the
 * page, shows it at once.
 */
export function setCard(kind, card) {
  cards[kind] = card;
  document.dispatchEvent(new CustomEvent('standin:card', { detail: { kind, card } }));
  if (navigator.userActivation?.isActive) {
    share(kind);
  }
}
