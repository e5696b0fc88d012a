// Writes inline.min.js from inline.js: node src/test/js/minify.mjs. With --check it compares only.
import { readFileSync, writeFileSync } from 'node:fs';
import { terser } from './packages.mjs';

const SCRIPTS = new URL('../../main/resources/io/github/wxconfig/script/', import.meta.url);

const { minify } = await import(terser());
const { code } = await minify(readFileSync(new URL('inline.js', SCRIPTS), 'utf8'), {
  compress: { passes: 3, unsafe_arrows: true, side_effects: false, expression: true },
  mangle: true,
  format: { ascii_only: true, semicolons: true },
});
const minified = `${code.replace(/;$/, '')}\n`;
const file = new URL('inline.min.js', SCRIPTS);
if (process.argv[2] !== '--check') {
  writeFileSync(file, minified);
} else if (readFileSync(file, 'utf8') !== minified) {
  console.error('inline.min.js is not that of inline.js: run node src/test/js/minify.mjs');
  process.exit(1);
}
