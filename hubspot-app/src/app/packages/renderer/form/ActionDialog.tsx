/** Opens over the card: asks before an action, has its form filled in, and closes when the server has done it. */
import type { Action } from '@alongside/shared/contract/action.ts';
import { Form, LoadingButton, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import { useId, useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import { newOperation, type Operation } from '../operation.ts';
import { FormFields } from './FormFields.tsx';
import { useActionForm } from './useActionForm.ts';

export function ActionDialog({ action }: { action: Action }) {
  const { forms, host, speech } = useDrawnCard();
  const id = useId();
  const [operation] = useState(newOperation);
  /** Each opening starts anew. */
  const [opening, setOpening] = useState({ count: 0, open: false });
  const title = speech.say((action.form && forms[action.form.name]?.title) ?? action.label);
  const close = (): void => {
    host.closeOverlay(id);
    setOpening(({ count }) => ({ count, open: false }));
  };
  return (
    <Modal
      id={id}
      title={title}
      width="md"
      variant={action.look === 'danger' ? 'danger' : 'default'}
      onOpen={() => setOpening(({ count }) => ({ count: count + 1, open: true }))}
      onClose={() => setOpening(({ count }) => ({ count, open: false }))}
    >
      {opening.open && <Content key={opening.count} {...{ action, operation }} onDone={close} />}
    </Modal>
  );
}

interface ContentProps {
  action: Action;
  operation: Operation;
  onDone(): void;
}

function Content({ action, onDone, operation }: ContentProps) {
  const { speech } = useDrawnCard();
  const state = useActionForm(action, operation, onDone);
  return (
    <>
      <ModalBody>
        {action.confirm && <Text>{speech.say(action.confirm)}</Text>}
        <Form preventDefault onSubmit={() => void state.submit()}>
          <FormFields state={state} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <LoadingButton
          variant={action.look === 'danger' ? 'destructive' : 'primary'}
          loading={state.busy}
          onClick={() => void state.submit()}
        >
          {speech.say(state.form?.submit ?? action.label)}
        </LoadingButton>
      </ModalFooter>
    </>
  );
}
