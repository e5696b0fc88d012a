import { both, element } from '../dom.js';

/** Puts the page's words and picture into a view; they are text, never markup. */
function fill(view, { title, desc, imgUrl }) {
  view.querySelector('[data-word=title]').textContent = title || '';
  const description = view.querySelector('[data-word=desc]');
  if (description) {
    description.textContent = desc || '';
  }
  if (imgUrl) {
    const image = Object.assign(new Image(), { alt: '', src: imgUrl });
    image.addEventListener('error', () => image.remove());
    view.querySelector('.thumbnail').append(image);
  }
  return view;
}

/** Where there is no picture, WeChat shows a link. */
const THUMBNAIL = `
  <span class="thumbnail"><svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M10 14l4-4M11.5 7.5l1.6-1.6a3.7 3.7 0 015.2 5.2l-1.6 1.6M12.5 16.5l-1.6 1.6a3.7 3.7 0 01-5.2-5.2l1.6-1.6"/>
  </svg></span>`;

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
        <div class="bubble card">
          <strong data-word="title"></strong>
          <div class="body"><span data-word="desc"></span>${THUMBNAIL}</div>
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
          <div class="strip">${THUMBNAIL}<span data-word="title"></span></div>
          <small>${both('刚刚', 'Just now')}</small>
        </div>
      </div>
    </div>`);

const VIEWS = { chat, moments };

/** How WeChat shows a card: `chat` or `moments`. */
export const cardView = (kind, card) => fill(VIEWS[kind](), card);
