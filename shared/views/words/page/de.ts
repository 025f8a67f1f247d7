/** What the page for partners says, in German. */
import type { Word } from '../../../contract/words.ts';
import type { pageEn } from './en.ts';

export const pageDe: Readonly<Record<keyof typeof pageEn, Word>> = {
  'page.title.consent': 'Ihr Anteil an einer Deal-Registrierung',
  'page.title.referral': 'Einen Kunden empfehlen',
  'page.title.registration': 'Einen Deal registrieren',
  'page.title.status': 'So steht Ihre Registrierung',
  'page.lead': 'Für {contact} bei {partner}, von {company}.',
  'page.lead.plain': 'Für {contact} bei {partner}.',
  'page.until':
    'Diese Seite gilt bis {at}. Behalten Sie ihre Adresse für sich: Wer sie hat, kann für Sie antworten.',
  'page.customer': 'Kunde',
  'page.status': 'Stand',
  'page.protectedUntil': 'Geschützt bis',
  'page.roles': 'Ihre Rollen',
  'page.share': 'Für Sie vorgeschlagener Anteil',
  'page.answer': 'Ihre Antwort',
  'page.answer.pending': 'Noch nicht gegeben',
  'page.answer.missing': 'Sagen Sie, ob Sie zustimmen.',
  'page.answered.accepted': 'Zugestimmt',
  'page.answered.declined': 'Abgelehnt',
  'page.intro.consent':
    'Wir nennen {partner} als Partner bei diesem Kunden. Sagen Sie, ob Sie dem oben gezeigten Anteil zustimmen.',
  'page.intro.referral': 'Nennen Sie uns einen Kunden, dem wir helfen können.',
  'page.intro.registration':
    'Nennen Sie uns den Kunden und wer was tut. Die Anteile aller Partner ergeben zusammen 100 %.',
  'page.group.customer': 'Kunde',
  'page.group.deal': 'Deal',
  'page.group.own': 'Ihr Anteil',
  'page.group.partner': 'Weiterer Partner ({number})',
  'page.form.accept': 'Ich stimme zu',
  'page.form.decline': 'Ich lehne ab',
  'page.form.answer': 'Antwort senden',
  'page.form.handIn': 'Einreichen',
  'page.form.customer': 'Name des Kunden',
  'page.form.website': 'Website des Kunden',
  'page.form.country': 'Land',
  'page.form.note': 'Was wir wissen sollten',
  'page.form.products': 'Produktfamilien',
  'page.form.products.help': 'Durch Kommas getrennt; leer, wenn noch nicht bekannt.',
  'page.form.amount': 'Erwarteter Betrag',
  'page.form.currency': 'Währung',
  'page.form.currency.help': 'Drei Buchstaben, etwa EUR.',
  'page.form.close': 'Erwarteter Abschluss',
  'page.form.roles': 'Rollen',
  'page.form.share': 'Anteil in Prozent',
  'page.form.share.help': 'Am gesamten Partneranteil des Deals, etwa 40 oder 33,33.',
  'page.form.partner': 'Name oder Website des Partners',
  'page.form.partner.help': 'So wie die Firma sich schreibt.',
  'page.form.name': 'Ihr vollständiger Name',
  'page.form.name.help': 'Er wird mit Ihrer Antwort aufbewahrt.',
  'page.rules': 'Spielregeln',
  'page.problems': 'Bitte noch einmal ansehen',
  'page.problem.title': 'Zu berichtigen: {title}',
  'page.coPartner':
    'Diesen Partner können wir nicht in eine Registrierung aufnehmen. Prüfen Sie den Namen, oder lassen Sie ihn weg und schreiben Sie es uns in die Notiz.',
  'page.changed':
    'Ihr Anteil wurde geändert, während diese Seite offen stand. Sehen Sie ihn noch einmal an, bevor Sie antworten.',
  'page.sendAgain':
    'Ihr Browser hat nicht gezeigt, dass dieses Formular Ihres ist. Erlauben Sie dieser Seite Cookies und senden Sie es noch einmal.',
  'page.notSaved':
    'Was Sie gesendet haben, konnte nicht behalten werden. Nichts Getipptes ist verloren: Versuchen Sie es später noch einmal, oder sagen Sie es Ihrem Kontakt.',
  'page.dead.title': 'Dieser Link gilt nicht',
  'page.dead.lead':
    'Vielleicht ist er abgelaufen oder zurückgezogen, oder ein Stück fehlt. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
  'page.dead.foot': 'Es wurde nichts geändert.',
  'page.foreign.title': 'Das kam nicht von unserer Seite',
  'page.foreign.lead': 'Öffnen Sie den Link selbst und antworten Sie dort.',
  'page.large.title': 'Das ist zu viel',
  'page.large.lead': 'Gesendet wurde mehr, als diese Seite annimmt. Gehen Sie zurück und kürzen Sie es.',
  'page.crowded.title': 'Zu oft',
  'page.crowded.lead':
    'Das wurde in kurzer Zeit sehr oft verlangt. Warten Sie etwas und versuchen Sie es dann noch einmal.',
  'page.failed.title': 'Gerade nicht',
  'page.failed.lead':
    'Die Seite kann im Moment nicht gezeigt werden. Versuchen Sie es in einer Minute noch einmal.',
};
