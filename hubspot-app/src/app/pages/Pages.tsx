/** The app's pages: the program, the registrations, and the matches that wait for a decision. */
import { Card } from '@alongside/renderer/Card.tsx';
import { usePageHost } from '@alongside/renderer/host.ts';
import { shellWords } from '@alongside/renderer/shellWords.ts';
import { speechOf } from '@alongside/renderer/speech.ts';
import { Flex, hubspot } from '@hubspot/ui-extensions';
import { createPageRouter, PageLink, PageRoutes } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';

const ROUTES = { program: '/', registrations: '/registrations', review: '/review' } as const;

function Layout({ children }: { children: ReactNode }) {
  const host = usePageHost('program');
  const { say } = speechOf(shellWords(host.locale), host);
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row" gap="md">
        <PageLink to={ROUTES.program}>{say({ key: 'card.program' })}</PageLink>
        <PageLink to={ROUTES.registrations}>{say({ key: 'card.registrations' })}</PageLink>
        <PageLink to={ROUTES.review}>{say({ key: 'card.review' })}</PageLink>
      </Flex>
      {children}
    </Flex>
  );
}

function ProgramPage() {
  return <Card host={usePageHost('program')} />;
}

function RegistrationsPage() {
  return <Card host={usePageHost('registrations')} />;
}

function ReviewPage() {
  return <Card host={usePageHost('review')} />;
}

export const Pages = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute component={ProgramPage} />
    <PageRoutes.Route path={ROUTES.registrations} component={RegistrationsPage} />
    <PageRoutes.Route path={ROUTES.review} component={ReviewPage} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <Pages />);
