/** A list of options below an input: what is open, which option is pointed at, and the keys that move through it. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

export interface Listbox {
  open: boolean;
  /** Index of the option that Enter takes. */
  active: number;
  show(): void;
  hide(): void;
  /** Null: at the first again. */
  point(at: number | null): void;
  onKeyDown(event: KeyboardEvent): void;
  listId: string;
  optionId(at: number): string;
}

/**
 * @param take told the index that was chosen by keyboard
 * @param first the option that is pointed at before anything else is
 */
export function useListbox(count: number, take: (at: number) => void, first = 0): Listbox {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [pointed, point] = useState<number | null>(null);
  const active = Math.min(pointed ?? first, Math.max(0, count - 1));
  const optionId = (at: number): string => `${listId}-${at}`;
  const seen = useRef(optionId);
  seen.current = optionId;
  useEffect(() => {
    if (open) document.getElementById(seen.current(active))?.scrollIntoView({ block: 'nearest' });
  }, [open, active, count]);

  const show = (): void => setOpen(true);
  const hide = (): void => {
    setOpen(false);
    point(null);
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (open ? point((active + 1) % Math.max(1, count)) : show()),
    ArrowUp: () => (open ? point((active - 1 + count) % Math.max(1, count)) : show()),
    Enter: () => (open && count > 0 ? take(active) : show()),
    Escape: hide,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    // Escape in a closed list is for the dialog around it.
    if (!move || (event.key === 'Escape' && !open)) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return { open, active, show, hide, point, onKeyDown, listId, optionId };
}
