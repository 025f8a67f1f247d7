/** HubSpot's link to another page of the same app. */
import type { PageLinkProps } from '@hubspot/ui-extensions/pages';
import type { MouseEvent } from 'react';
import { usePage } from '../page.ts';

export function PageLink({ children, params = {}, to }: PageLinkProps) {
  const { navigate, pageHref } = usePage();
  const location = { path: to, params };
  const follow = (event: MouseEvent): void => {
    // Another tab or window is the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigate(location);
  };
  return (
    <a className="hs-link primary" href={pageHref(location)} onClick={follow}>
      {children}
    </a>
  );
}
