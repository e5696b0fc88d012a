import { both } from '../dom.js';

const svg = (viewBox, content) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${content}</svg>`;

const sky = (top, bottom) => `
  <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/>
  </linearGradient></defs><rect width="300" height="300" fill="url(#sky)"/>`;

const PHOTOS = [
  [
    both('远山', 'Mountains'),
    `${sky('#f7c59f', '#efefd0')}<circle cx="205" cy="105" r="34" fill="#ff6b35"/>
     <path d="M0 215L70 130l60 70 50-55 120 95v60H0z" fill="#5b7f95"/>
     <path d="M0 250l90-60 80 50 60-36 70 46v50H0z" fill="#1a659e"/>`,
  ],
  [
    both('海', 'The sea'),
    `${sky('#bfe9ff', '#fefefe')}<path d="M0 150h300v150H0z" fill="#2a9dab"/>
     <path d="M0 180q38-16 75 0t75 0 75 0 75 0M0 222q38-16 75 0t75 0 75 0 75 0M0 264q38-16 75 0t75 0 75 0 75 0"
       fill="none" stroke="#bfeef0" stroke-width="6"/>
     <path d="M140 150l10-86 56 76zM120 150h92l-18 22h-56z" fill="#fff"/>`,
  ],
  [
    both('竹林', 'Bamboo'),
    `${sky('#d8f3c5', '#7cc576')}<path d="M50 0v300M120 0v300M190 0v300M258 0v300" stroke="#2f7d3b" stroke-width="22"/>
     <path d="M38 70h24m46 60h24m46-80h24m44 110h24M38 210h24m46 50h24m46-60h24" stroke="#d8f3c5" stroke-width="5"/>
     <path d="M61 90q40-20 52 20-40 8-52-20zm70 60q42-16 52 24-42 6-52-24zm70-80q40-20 50 22-42 6-50-22z" fill="#1d5c2a"/>`,
  ],
  [
    both('夜色', 'City night'),
    `${sky('#101935', '#564787')}<circle cx="232" cy="66" r="26" fill="#f2e9c9"/>
     <path d="M0 300V170h50v-50h54v90h40V90h50v140h36v-80h70v150z" fill="#0b1024"/>
     <path d="M16 190h8m10 0h8m24-48h8m12 0h8m-28 26h8m72-60h8m12 0h8m-28 30h8m12 0h8m-28 34h8m84 20h8m12 0h8m-28 30h8"
       stroke="#ffd166" stroke-width="9"/>`,
  ],
  [
    both('灯笼', 'Lantern'),
    `${sky('#3d0c11', '#7f1d1d')}<path d="M150 0v70M150 214v56" stroke="#f6bd60" stroke-width="5"/>
     <ellipse cx="150" cy="142" rx="78" ry="66" fill="#e63946"/>
     <path d="M150 76v132M112 86q-32 56 0 112M188 86q32 56 0 112" fill="none" stroke="#b3202c" stroke-width="4"/>
     <path d="M122 68h56v12h-56zM122 204h56v12h-56z" fill="#f6bd60"/>`,
  ],
  [
    both('一杯茶', 'A cup of tea'),
    `${sky('#f4ede4', '#e3d5c3')}<ellipse cx="145" cy="236" rx="108" ry="18" fill="#b08968"/>
     <path d="M70 130h150q0 100-75 100T70 130z" fill="#fff"/><ellipse cx="145" cy="130" rx="75" ry="17" fill="#8a9a5b"/>
     <path d="M218 146q40-4 32 30t-52 28" fill="none" stroke="#fff" stroke-width="13"/>
     <path d="M120 98q-14-22 4-40t2-36M160 98q-14-22 4-40t2-36" fill="none" stroke="#c9b8a3" stroke-width="6"/>`,
  ],
];

/** The sample photos: their names, and addresses that an img can show while the page lives. */
export const photos = () =>
  PHOTOS.map(([name, picture]) => ({
    name,
    url: URL.createObjectURL(new Blob([svg('0 0 300 300', picture)], { type: 'image/svg+xml' })),
  }));

/** A row of modules, written as a number of base 36 whose leading zeros are gone. */
function modules(row, width) {
  const value = [...row].reduce((sum, digit) => sum * 36n + BigInt(parseInt(digit, 36)), 0n);
  return value.toString(2).padStart(width, '0');
}

const draw = (bits, y, height) => [...bits].map((bit, x) => (bit === '1' ? `M${x} ${y}h1v${height}h-1z` : '')).join('');

const matrix = (rows) => {
  const size = rows.length;
  const path = rows.map((row, y) => draw(modules(row, size), y, 1)).join('');
  return svg(
    `-2 -2 ${size + 4} ${size + 4}`,
    `<path fill="#fff" d="M-2-2h${size + 4}v${size + 4}h-${size + 4}z"/><path d="${path}"/>`,
  );
};

const bars = (row) =>
  svg('-9 -22 113 113', `<path fill="#fff" d="M-9-22h113v113H-9z"/><path d="${draw(modules(row, 95), 0, 70)}"/>`);

/** Real codes that a real phone can read as well; a barcode's text names its kind, as in WeChat. */
export const codes = [
  {
    name: both('网址', 'Address'),
    text: 'https://weixin.qq.com',
    picture: matrix(
      (
        'ju1z3 a71vl eimvx el5y5 ej8t9 a7n7l jvfy7 19fk jnicq 3hi5e 22vp7 51bkx 8yvp3 ednvu domrf ad59t c286s 297c ' +
        'jw3mf a61wb el4hj ekna7 ekknh a6tyx jvurj'
      ).split(' '),
    ),
  },
  {
    name: both('文字', 'Text'),
    text: '你好,微信',
    picture: matrix(
      '18q67 muyp wswt wspp wrbx mwqp 18prz lc 16nx9 10jwb l1io zu1i gouq 68o 18moh mwju wqbi wsbu wsjg mxf1 18q2c'.split(
        ' ',
      ),
    ),
  },
  { name: both('条形码', 'Barcode'), text: 'EAN_13,6901234567892', picture: bars('2fxw296w4vglok6pyzp') },
];
