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
  /** Of the base components; where it is given, the buttons are this icon, with their words for whoever points or listens. */
  @api icon;

  get buttons() {
    const none = this.targets?.length === 0;
    return (this.actions ?? []).map((action, index) => {
      const label = this.texts.say(action.label);
      const reason = action.disabledReason && this.texts.say(action.disabledReason);
      return {
        key: `${index}-${action.name}`,
        label,
        variant: VARIANTS[action.look],
        disabled: this.busy || none || Boolean(action.disabledReason),
        reason,
        described: reason ? `${label}: ${reason}` : label,
        explained: Boolean(reason) && !this.icon,
        index,
      };
    });
  }

  get place() {
    return this.icon ? 'actions' : 'slds-var-m-top_xx-small actions';
  }

  get around() {
    return this.icon ? '' : 'slds-var-m-right_xx-small slds-var-m-bottom_xx-small';
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
