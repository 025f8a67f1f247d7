/** How something stands: as colour, as a picture and, for those who see neither, as a word. */
import GOOD from '@salesforce/label/c.Alongside_Tone_Good';
import WARNING from '@salesforce/label/c.Alongside_Tone_Warning';
import BAD from '@salesforce/label/c.Alongside_Tone_Bad';
import INFO from '@salesforce/label/c.Alongside_Tone_Info';

const WORDS = { info: INFO, good: GOOD, warning: WARNING, bad: BAD };

export const ICONS = {
  info: 'utility:info',
  good: 'utility:success',
  warning: 'utility:warning',
  bad: 'utility:error',
};

export const THEMES = {
  info: 'slds-theme_shade',
  good: 'slds-theme_success',
  warning: 'slds-theme_warning',
  bad: 'slds-theme_error',
};

/** @returns {string|undefined} nothing for what is neutral */
export function toneWord(tone) {
  return WORDS[tone];
}
