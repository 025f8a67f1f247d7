/** One action as a button: it acts at once, or asks first in a dialog. */
import type { Action } from '@alongside/shared/contract/action.ts';
import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import { ActionDialog } from '../form/ActionDialog.tsx';
import { useInstantAction } from './useInstantAction.tsx';

export const LOOK = { primary: 'primary', neutral: 'secondary', danger: 'destructive' } as const;

interface Props {
  action: Action;
  size: 'xs' | 'sm' | 'md';
}

export function ActionButton({ action, size }: Props) {
  const { speech } = useDrawnCard();
  const look = { variant: LOOK[action.look], size };
  if (action.disabledReason) {
    return (
      <Button {...look} disabled>
        {speech.say(action.label)}
      </Button>
    );
  }
  if (action.form === undefined && action.confirm === undefined) {
    return <InstantButton action={action} look={look} />;
  }
  return (
    <Button {...look} overlay={<ActionDialog action={action} />}>
      {speech.say(action.label)}
    </Button>
  );
}

interface InstantProps {
  action: Action;
  look: { variant: 'primary' | 'secondary' | 'destructive'; size: 'xs' | 'sm' | 'md' };
}

function InstantButton({ action, look }: InstantProps) {
  const { speech } = useDrawnCard();
  const { busy, refused, run } = useInstantAction(action);
  return (
    <>
      <LoadingButton {...look} loading={busy} onClick={() => void run()}>
        {speech.say(action.label)}
      </LoadingButton>
      {refused}
    </>
  );
}
