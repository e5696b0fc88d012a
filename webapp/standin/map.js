import { both, element } from '../dom.js';
import { show } from './phone.js';

/** Where WeChat's documentation is at home. */
const HERE = { latitude: 23.099994, longitude: 113.32452, speed: -1, accuracy: 65 };

const MAP = `
  <svg viewBox="0 0 360 420" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <rect width="360" height="420" class="land"/>
    <path class="park" d="M-10 30h120l24 70-40 60-104-8zM236 250h140v90l-90 30-60-50z"/>
    <path class="water" d="M-10 352c80-40 130 12 190 0s110-56 190-30v110H-10z"/>
    <path class="road" d="M-10 200l380-46M140-10l30 440M250-10l-34 440M-10 96l380 20M-10 290l240-20"/>
    <path class="street" d="M60-10l20 440M310-10l10 440M-10 250l380-40M-10 150l380-20M-10 50l380-20"/>
  </svg>`;

/** Asks for the permission to tell the page where the visitor is. */
export function askForPlace() {
  return show((done) => {
    const content = element(`
      <div class="map">${MAP}
        <div class="ask">
          <p><b class="host"></b> ${both('申请获取你的位置信息', 'wants to know where you are')}</p>
          <div><button type="button" class="refuse">${both('拒绝', 'Refuse')}</button>
            <button type="button" class="done">${both('允许', 'Allow')}</button></div>
        </div>
      </div>`);
    content.querySelector('.host').textContent = location.host;
    content.querySelector('.refuse').addEventListener('click', () => done());
    content.querySelector('.done').addEventListener('click', () => done(HERE));
    return { title: both('位置', 'Location'), content };
  });
}

/** Shows a place on the phone's map. */
export function showPlace({ latitude, longitude, name, address }) {
  show(() => {
    const content = element(`
      <div class="map">${MAP}<i class="pin"></i>
        <div class="ask"><b class="name"></b><p class="address"></p><small></small></div>
      </div>`);
    content.querySelector('.name').textContent = name;
    content.querySelector('.address').textContent = address;
    content.querySelector('small').textContent = `${latitude}, ${longitude}`;
    return { title: both('位置', 'Location'), content };
  });
}
