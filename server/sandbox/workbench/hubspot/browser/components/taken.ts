/** Lets a card take a part away at any time: what a user does to it a moment later reaches nobody, instead of failing. */
import type { Controller } from '@remote-ui/react/host';
import { createElement } from 'react';

type Drawn = ReturnType<Controller['get']>;
type Call = (...values: unknown[]) => unknown;

/** The same component; its callbacks, which live in the worker, may be gone when they are called. */
export function mayBeTaken(component: Drawn): Drawn {
  return function MayBeTaken(props: Record<string, unknown>) {
    const careful = Object.entries(props).map(([name, value]) => [
      name,
      typeof value === 'function' ? unlessGone(value as Call) : value,
    ]);
    return createElement(component, Object.fromEntries(careful) as typeof props);
  };
}

function unlessGone(call: Call): Call {
  return (...values) => {
    try {
      return call(...values);
    } catch (error) {
      // The only way in which the library tells it.
      if (error instanceof Error && error.message.includes('already released')) return undefined;
      throw error;
    }
  };
}
