/** The fields of a form, each with what the server said about it, and above them what it said about the whole. */
import type { Field, InputValue } from '@alongside/shared/contract/field.ts';
import { Flex, Text } from '@hubspot/ui-extensions';
import { useDrawnCard } from '../cardContext.ts';
import type { Outcome } from '../outcome.ts';
import { TroubleAlert } from '../parts/TroubleAlert.tsx';
import { speechOf, type Speech } from '../speech.ts';
import { FieldInput } from './FieldInput.tsx';
import type { ActionForm } from './useActionForm.ts';

export function FormFields({ state }: { state: ActionForm }) {
  const { host, speech } = useDrawnCard();
  const { form, outcome, values } = state;
  const fields = form?.fields ?? [];
  const atField = wrongField(outcome, fields);
  const complaint = atField === null || outcome?.kind !== 'refused' ? null : outcome.refusal;
  const said = complaint && worded(complaint, speechOf(complaint.words, host));
  return (
    <Flex direction="column" gap="sm">
      {form?.intro && <Text>{speech.say(form.intro)}</Text>}
      {atField === null && <TroubleAlert outcome={outcome} />}
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? null}
          error={field.name === atField ? said : field.error ? speech.say(field.error) : null}
          onType={(value: InputValue) => state.type(field.name, value)}
          onEnter={(value: InputValue) => state.enter(field.name, value)}
        />
      ))}
    </Flex>
  );
}

/** The field that the refusal is about, if this form has it. */
function wrongField(outcome: Outcome | null, fields: readonly Field[]): string | null {
  if (outcome?.kind !== 'refused') return null;
  return fields.find(({ name }) => name === outcome.refusal.field)?.name ?? null;
}

type Refusal = Extract<Outcome, { kind: 'refused' }>['refusal'];

function worded({ message, next }: Refusal, { say }: Speech): string {
  return next ? `${say(message)} ${say(next)}` : say(message);
}
