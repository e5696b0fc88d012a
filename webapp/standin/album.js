import { both, element } from '../dom.js';
import { show } from './phone.js';
import { photos } from './samples.js';

function tile({ url, name }, toggle) {
  const button = element(
    `<button type="button"><img src="${url}" alt=""><span class="unseen">${name}</span><b></b></button>`,
  );
  button.addEventListener('click', () => toggle(url));
  return button;
}

/** Numbers the picked photos in the order of picking. */
function number(content, picked) {
  for (const button of content.querySelectorAll('.photos button')) {
    const at = picked.indexOf(button.querySelector('img').src);
    button.setAttribute('aria-pressed', String(at >= 0));
    button.querySelector('b').textContent = at < 0 ? '' : at + 1;
  }
  content.querySelector('.done').disabled = picked.length === 0;
  content.querySelector('.done b').textContent = picked.length ? `(${picked.length})` : '';
}

/** Lets the visitor pick up to `count` of the sample photos; resolves with addresses that an img can show. */
export function pickImages(count) {
  return show((done) => {
    let picked = [];
    const content = element(`
      <div class="album">
        <div class="photos"></div>
        <div class="foot">
          <span>${both(`最多 ${count} 张`, `Up to ${count}`)}</span>
          <button type="button" class="done">${both('完成', 'Done')} <b></b></button>
        </div>
      </div>`);
    const toggle = (url) => {
      const without = picked.filter((other) => other !== url);
      picked = without.length < picked.length ? without : [...picked, url].slice(0, count);
      number(content, picked);
    };
    content.querySelector('.photos').append(...photos().map((photo) => tile(photo, toggle)));
    content.querySelector('.done').addEventListener('click', () => done(picked));
    number(content, picked);
    return { title: both('最近项目', 'Recents'), content };
  });
}
