/** HubSpot's selects: a box to search in, and below it the options. */
import type { MultiSelectProps, SelectProps } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { FieldFrame, useDraft, type Named } from './field.tsx';
import { useListbox, type Listbox } from './useListbox.ts';

type Option = SelectProps['options'][number];

/** The options that hold what was typed. */
function holding(options: readonly Option[], typed: string): readonly Option[] {
  const wanted = typed.trim().toLowerCase();
  return options.filter(({ label }) => label.toLowerCase().includes(wanted));
}

export function Select(props: SelectProps) {
  const { onChange, onInput, options, readOnly = false, value } = props;
  const [chosen, setChosen] = useDraft(value);
  const [typed, setTyped] = useState<string | null>(null);
  // A card that listens to what is typed searches by itself.
  const offered = onInput || typed === null ? options : holding(options, typed);
  const take = (option: Option | undefined): void => {
    if (!option) return;
    setChosen(option.value);
    leave();
    onChange?.(option.value);
  };
  const at = Math.max(
    0,
    offered.findIndex((option) => option.value === chosen),
  );
  const list = useListbox(offered.length, (at) => take(offered[at]), typed === null ? at : 0);
  const leave = (): void => {
    list.hide();
    setTyped(null);
  };
  const type = (text: string): void => {
    setTyped(text);
    list.show();
    list.point(null);
    onInput?.(text);
  };
  return (
    <FieldFrame {...props}>
      {(named) => (
        <span className="hs-select">
          <SearchBox
            {...{ leave, list, named, readOnly, type }}
            name={props.name}
            text={typed ?? options.find((option) => option.value === chosen)?.label ?? ''}
          />
          <Options
            list={list}
            named={named}
            offered={offered}
            isChosen={(one) => one === chosen}
            onTake={take}
          />
        </span>
      )}
    </FieldFrame>
  );
}

export function MultiSelect(props: MultiSelectProps) {
  const { onChange, options, readOnly = false, value } = props;
  const [chosen, setChosen] = useDraft(value ?? NOTHING);
  const [typed, setTyped] = useState('');
  const offered = holding(options, typed);
  const turn = (option: Option | undefined): void => {
    if (!option || readOnly) return;
    const isOn = chosen.includes(option.value);
    const next = isOn ? chosen.filter((one) => one !== option.value) : [...chosen, option.value];
    setChosen(next);
    setTyped('');
    onChange?.(next);
  };
  const list = useListbox(offered.length, (at) => turn(offered[at]));
  const type = (text: string): void => {
    setTyped(text);
    list.show();
  };
  const on = options.filter((option) => chosen.includes(option.value));
  return (
    <FieldFrame {...props}>
      {(named) => (
        <span className="hs-select many">
          {on.map((option) => (
            <span className="chip" key={String(option.value)}>
              {option.label}
              <button type="button" aria-label={`Remove ${option.label}`} onClick={() => turn(option)}>
                ×
              </button>
            </span>
          ))}
          <SearchBox {...{ leave: list.hide, list, named, readOnly, type }} name={props.name} text={typed} />
          <Options
            list={list}
            named={named}
            offered={offered}
            isChosen={(one) => chosen.includes(one)}
            onTake={turn}
            many
          />
        </span>
      )}
    </FieldFrame>
  );
}

/** One list for all, so that an unchanged emptiness is the same one. */
const NOTHING: Option['value'][] = [];

interface BoxProps {
  list: Listbox;
  name: string | undefined;
  named: Named;
  readOnly: boolean;
  text: string;
  leave(): void;
  type(text: string): void;
}

function SearchBox({ leave, list, name, named, readOnly, text, type }: BoxProps) {
  return (
    <input
      {...named}
      {...{ name, readOnly }}
      role="combobox"
      autoComplete="off"
      dir="auto"
      aria-autocomplete="list"
      aria-expanded={list.open}
      aria-controls={list.listId}
      aria-activedescendant={list.open ? list.optionId(list.active) : undefined}
      value={text}
      onChange={({ target }) => type(target.value)}
      onClick={() => !readOnly && list.show()}
      onFocus={({ target }) => target.select()}
      onBlur={leave}
      {...(!readOnly && { onKeyDown: list.onKeyDown })}
    />
  );
}

interface OptionsProps {
  list: Listbox;
  named: Named;
  offered: readonly Option[];
  isChosen(value: Option['value']): boolean;
  onTake(option: Option): void;
  many?: boolean;
}

function Options({ isChosen, list, many = false, named, offered, onTake }: OptionsProps) {
  return (
    <ul
      id={list.listId}
      role="listbox"
      aria-labelledby={`${named.id}-label`}
      aria-multiselectable={many || undefined}
      hidden={!list.open}
      // The focus stays in the box.
      onMouseDown={(event) => event.preventDefault()}
    >
      {offered.map((option, at) => (
        <li
          key={String(option.value)}
          id={list.optionId(at)}
          role="option"
          aria-selected={isChosen(option.value)}
          className={at === list.active ? 'active' : undefined}
          onMouseEnter={() => list.point(at)}
          onClick={() => onTake(option)}
        >
          {option.label}
        </li>
      ))}
      {offered.length === 0 && <li role="presentation">–</li>}
    </ul>
  );
}
