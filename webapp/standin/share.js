import { both, element } from '../dom.js';
import { show, switchTheme } from './phone.js';

const cards = {};

/** What WeChat shares of a page that has set nothing. */
const plainCard = () => ({ title: document.title, link: location.href });

/** Puts the page's words and picture into a view; they are text, never markup. */
function fill(view, { title, desc, link, imgUrl }) {
  const words = { title, desc, host: new URL(link, location.href).host };
  for (const node of view.querySelectorAll('[data-word]')) {
    node.textContent = words[node.dataset.word] || '';
  }
  const image = view.querySelector('img');
  if (imgUrl) {
    image.src = imgUrl;
  } else {
    image.remove();
  }
  return view;
}

const chat = () =>
  element(`
    <div class="chat">
      <p class="time">9:41</p>
      <div class="message">
        <i class="avatar" aria-hidden="true"></i>
        <p class="bubble">${both('有什么好看的？', 'Anything worth reading?')}</p>
      </div>
      <div class="message mine">
        <i class="avatar" aria-hidden="true"></i>
        <div class="card">
          <strong data-word="title"></strong>
          <div class="body"><span data-word="desc"></span><img alt=""></div>
          <small data-word="host"></small>
        </div>
      </div>
    </div>`);

const moments = () =>
  element(`
    <div class="moments">
      <div class="cover mine"><i class="avatar" aria-hidden="true"></i></div>
      <div class="entry mine">
        <i class="avatar" aria-hidden="true"></i>
        <div>
          <strong class="name">${both('我', 'Me')}</strong>
          <p>${both('推荐给大家', 'Worth a look')}</p>
          <div class="strip"><img alt=""><span data-word="title"></span></div>
          <small>${both('刚刚', 'Just now')} · <span data-word="host"></span></small>
        </div>
      </div>
    </div>`);

const VIEWS = {
  chat: { title: both('聊天', 'Chat'), view: chat },
  moments: { title: both('朋友圈', 'Moments'), view: moments },
};

function control(label, act) {
  const button = element(`<button type="button">${label}</button>`);
  button.addEventListener('click', act);
  return button;
}

function tab(kind, current) {
  const button = control(VIEWS[kind].title, () => share(kind));
  button.setAttribute('aria-pressed', String(kind === current));
  return button;
}

/** Shows how the page's card looks, in a chat or on Moments, by day or by night. */
export function share(kind) {
  const { title, view } = VIEWS[kind];
  show(() => ({
    title,
    content: fill(view(), cards[kind] || plainCard()),
    controls: [tab('chat', kind), tab('moments', kind), control(both('浅色 / 深色', 'Light / dark'), switchTheme)],
  }));
}

/** Keeps the card for the menu; when the visitor has just pressed a button of the page, shows it at once. */
export function setCard(kind, card) {
  cards[kind] = card;
  if (navigator.userActivation?.isActive) {
    share(kind);
  }
}
