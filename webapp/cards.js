import { both, element } from './dom.js';
import { cardView } from './standin/card.js';

const KINDS = { chat: both('聊天', 'Chat'), moments: both('朋友圈', 'Moments') };

const section = element(`
  <section class="card previews" hidden>
    <h2>${both('微信会这样显示', 'How WeChat shows it')}</h2>
    <div class="tiles"></div>
  </section>`);

const style = (file) => element(`<link rel="stylesheet" href="${new URL(file, import.meta.url)}">`);

function tile(kind, theme) {
  const figure = element(`
    <figure>
      <div class="tile" data-theme="${theme}"></div>
      <figcaption>${KINDS[kind]} · ${theme === 'dark' ? both('深色', 'dark') : both('浅色', 'light')}</figcaption>
    </figure>`);
  const root = figure.firstElementChild.attachShadow({ mode: 'open' });
  const screen = element(`<div class="screen" data-theme="${theme}"></div>`);
  root.append(style('standin/card.css'), style('standin/tile.css'), screen);
  return { kind, figure, screen };
}

const tiles = ['light', 'dark'].flatMap((theme) => [tile('chat', theme), tile('moments', theme)]);
section.querySelector('.tiles').append(...tiles.map(({ figure }) => figure));
document.querySelector('.intro').after(section);

document.addEventListener('standin:card', ({ detail }) => {
  section.hidden = false;
  for (const { kind, screen } of tiles) {
    if (kind === detail.kind) {
      screen.replaceChildren(cardView(kind, detail.card));
    }
  }
});
