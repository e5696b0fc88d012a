import { startActions } from './actions.js';
import { startAddresses } from './addresses.js';
import { header } from './header.js';
import { startLanguage } from './language.js';
import { panel, verdict } from './panel.js';
import { startVerdict } from './verdict.js';

document.body.prepend(header());
// On a phone, the links are wider than the screen.
document.querySelector('.bar [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
document.querySelector('.intro').after(verdict());
document.querySelector('main').append(panel());
startLanguage();
startVerdict();
startAddresses();
startActions();
