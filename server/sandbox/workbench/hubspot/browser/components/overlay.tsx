/** What a button or tag opens: a dialog when it is pressed, a tooltip while it is pointed at or has the focus. */
import type { TooltipProps } from '@hubspot/ui-extensions';
import {
  createContext,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

interface Anchor {
  open: boolean;
  hide(): void;
  /** Says which tooltip describes what the overlay belongs to. */
  describe(tooltip: string | undefined): void;
}

const Context = createContext<Anchor | null>(null);

export interface Overlay {
  show(): void;
  /** Id of the element that describes what the overlay belongs to. */
  description: string | undefined;
  drawn: ReactNode;
}

/** HubSpot hands overlays over as drawn parts; each knows by itself when it is to be seen. */
export function useOverlay(overlay: ReactNode): Overlay {
  const [open, setOpen] = useState(false);
  const [description, describe] = useState<string>();
  const anchor = useMemo(() => ({ open, hide: () => setOpen(false), describe }), [open]);
  const drawn = overlay ? <Context.Provider value={anchor}>{overlay}</Context.Provider> : null;
  return { show: () => setOpen(true), description, drawn };
}

export function useAnchor(): Anchor {
  const anchor = useContext(Context);
  if (anchor === null) throw new Error('a dialog or tooltip stands outside of an overlay');
  return anchor;
}

/** Keeps a tooltip beside what it is about; Escape hides it. */
export function Anchored({ children, drawn }: { children: ReactNode; drawn: ReactNode }) {
  const box = useRef<HTMLSpanElement>(null);
  if (drawn === null) return children;
  const place = (): void => {
    const tip = box.current?.querySelector<HTMLElement>('[role=tooltip]');
    if (!box.current || !tip || tip.matches(':popover-open')) return;
    tip.showPopover();
    const at = box.current.getBoundingClientRect();
    const { height, width } = tip.getBoundingClientRect();
    const left = Math.max(4, Math.min(at.left, document.documentElement.clientWidth - width - 4));
    tip.style.left = `${left}px`;
    tip.style.top = `${at.top > height + 6 ? at.top - height - 6 : at.bottom + 6}px`;
  };
  const leave = (): void => {
    const tip = box.current?.querySelector<HTMLElement>('[role=tooltip]:popover-open');
    tip?.hidePopover();
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') leave();
  };
  return (
    <span
      className="hs-anchor"
      ref={box}
      onMouseEnter={place}
      onMouseLeave={leave}
      onFocus={place}
      onBlur={leave}
      onKeyDown={escape}
    >
      {children}
      {drawn}
    </span>
  );
}

/** React 18 hands the attribute on, but its types do not know it. */
const TOP_LAYER = { popover: 'manual' };

export function Tooltip({ children }: TooltipProps) {
  const { describe } = useAnchor();
  const id = useId();
  useEffect(() => {
    describe(id);
    return () => describe(undefined);
  }, [describe, id]);
  return (
    <span className="hs-tooltip" id={id} role="tooltip" {...TOP_LAYER}>
      {children}
    </span>
  );
}
