/** Draws actions as buttons, and says why one cannot be used. Fires `alongsideact` with the action that was chosen. */
import { LightningElement, api } from 'lwc';

const VARIANTS = { primary: 'brand', neutral: 'neutral', danger: 'destructive-text' };

export default class AlongsideActions extends LightningElement {
  /** Actions of the contract. */
  @api actions = [];
  @api texts;
  /** Something is being saved: nothing more can be started. */
  @api busy = false;
  /** Put in place of each action's own targets: the chosen items of a list. */
  @api targets;

  get buttons() {
    const none = this.targets?.length === 0;
    return (this.actions ?? []).map((action, index) => ({
      key: `${index}-${action.name}`,
      label: this.texts.say(action.label),
      variant: VARIANTS[action.look],
      disabled: this.busy || none || Boolean(action.disabledReason),
      reason: action.disabledReason && this.texts.say(action.disabledReason),
      index,
    }));
  }

  get any() {
    return this.buttons.length > 0;
  }

  choose(event) {
    const action = this.actions[Number(event.target.dataset.index)];
    this.dispatchEvent(
      new CustomEvent('alongsideact', {
        bubbles: true,
        detail: { action, targets: this.targets ?? action.targets, origin: event.target },
      }),
    );
  }
}
