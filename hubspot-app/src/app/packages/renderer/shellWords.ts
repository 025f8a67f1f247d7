/** The few words that are needed before the server has answered anything; a test holds them to the catalogue. */
import type { Words } from '@alongside/shared/contract/words.ts';

const en: Words = {
  language: 'en',
  byKey: {
    'card.deal': 'Partners on this deal',
    'card.account': 'Partners that know this account',
    'card.partner': 'Partner',
    'card.program': 'Partner program',
    'card.review': 'Matches to review',
    'card.registrations': 'Deal registrations',
    'action.reload': 'Try again',
    'trouble.unreachable': 'The partner server cannot be reached. Try again in a minute.',
    'trouble.unanswered':
      'No answer came. It may have been saved. Press again: the same entry is never saved twice.',
  },
};

const de: Words = {
  language: 'de',
  byKey: {
    'card.deal': 'Partner in diesem Deal',
    'card.account': 'Partner, die diesen Account kennen',
    'card.partner': 'Partner',
    'card.program': 'Partnerprogramm',
    'card.review': 'Zu prüfende Treffer',
    'card.registrations': 'Registrierte Deals',
    'action.reload': 'Erneut versuchen',
    'trouble.unreachable':
      'Der Partner-Server ist nicht erreichbar. Versuchen Sie es in einer Minute noch einmal.',
    'trouble.unanswered':
      'Es kam keine Antwort. Vielleicht wurde gespeichert. Drücken Sie noch einmal: Dieselbe Eingabe wird nie zweimal gespeichert.',
  },
};

export const SHELL_WORDS: readonly Words[] = [en, de];

/** In the user's language, or in English. */
export function shellWords(locale: string): Words {
  const [language = ''] = locale.toLowerCase().split('-');
  return SHELL_WORDS.find((words) => words.language === language) ?? en;
}
