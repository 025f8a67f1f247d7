/** HubSpot's modal and panel as native dialogs: the page behind is out of reach, Escape closes, the focus returns. */
import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
} from '@hubspot/ui-extensions';
import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { usePage } from '../page.ts';
import { useAnchor } from './overlay.tsx';
import { short } from './sizes.ts';

export function Modal(props: ModalProps) {
  const look = `hs-modal ${short(props.width ?? 'sm')} ${props.variant ?? 'default'}`;
  return useAnchor().open ? <Dialog {...props} look={look} /> : null;
}

export function Panel(props: PanelProps) {
  return useAnchor().open ? <Dialog {...props} look={`hs-panel ${short(props.width ?? 'sm')}`} /> : null;
}

type Props = Pick<PanelProps, 'aria-label' | 'children' | 'id' | 'onClose' | 'onOpen' | 'title'>;

function Dialog({ children, id, look, onClose, onOpen, title, ...named }: Props & { look: string }) {
  const { dialogs } = usePage();
  const { hide } = useAnchor();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const close = (): void => dialog.current?.close();
    dialogs.set(id, close);
    dialog.current?.showModal();
    onOpen?.();
    return () => {
      if (dialogs.get(id) === close) dialogs.delete(id);
    };
    // Opened once, whatever the card draws in it afterwards.
  }, []);
  const closed = (): void => {
    hide();
    onClose?.();
  };
  const name = title === undefined ? { 'aria-label': named['aria-label'] } : { 'aria-labelledby': titleId };
  return createPortal(
    <dialog className={`hs-dialog ${look}`} ref={dialog} onClose={closed} {...name}>
      <header>
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}

export function ModalBody({ children }: ModalBodyProps) {
  return <div className="hs-body">{children}</div>;
}

export function ModalFooter({ children }: ModalFooterProps) {
  return <footer className="hs-footer">{children}</footer>;
}

export function PanelBody({ children }: PanelBodyProps) {
  return <div className="hs-body">{children}</div>;
}

export function PanelSection({ children }: PanelSectionProps) {
  return <section className="hs-section">{children}</section>;
}

export function PanelFooter({ children }: PanelFooterProps) {
  return <footer className="hs-footer">{children}</footer>;
}
