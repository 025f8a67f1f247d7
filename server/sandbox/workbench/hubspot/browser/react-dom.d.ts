/** The little of React's DOM half that is used here; its own types are no dependency of ours. */
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';
  export function createRoot(place: Element): { render(node: ReactNode): void };
}

declare module 'react-dom' {
  import type { ReactNode, ReactPortal } from 'react';
  export function createPortal(node: ReactNode, place: Element): ReactPortal;
}
