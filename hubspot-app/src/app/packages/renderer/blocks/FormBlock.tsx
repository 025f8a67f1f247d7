/** A form that stands open on the card. */
import type { BlockOf } from '@alongside/shared/contract/view.ts';
import { Flex, Form, LoadingButton } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDrawnCard } from '../cardContext.ts';
import { FormFields } from '../form/FormFields.tsx';
import { useActionForm } from '../form/useActionForm.ts';
import { newOperation } from '../operation.ts';
import { LOOK } from '../parts/ActionButton.tsx';
import { Remark } from '../parts/Remark.tsx';
import { Section } from '../parts/Section.tsx';

type Props = { block: BlockOf<'form'> };

export function FormBlock({ block }: Props) {
  /** Once it is done the form starts anew, from what the server now has. */
  const [round, setRound] = useState(0);
  return (
    <Section title={block.title}>
      <OpenForm key={round} block={block} onDone={() => setRound((round) => round + 1)} />
    </Section>
  );
}

function OpenForm({ block: { action }, onDone }: Props & { onDone: () => void }) {
  const { speech } = useDrawnCard();
  const [operation] = useState(newOperation);
  const state = useActionForm(action, operation, onDone);
  return (
    <Form preventDefault onSubmit={() => void state.submit()}>
      <Flex direction="column" gap="sm">
        <FormFields state={state} />
        <Flex direction="row">
          <LoadingButton
            type="submit"
            variant={LOOK[action.look]}
            loading={state.busy}
            disabled={action.disabledReason !== undefined}
          >
            {speech.say(state.form?.submit ?? action.label)}
          </LoadingButton>
        </Flex>
        <Remark message={action.disabledReason} />
      </Flex>
    </Form>
  );
}
