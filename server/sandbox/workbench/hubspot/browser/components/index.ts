/** Every component of HubSpot's that our app uses, by HubSpot's name; another one is drawn so that nobody overlooks it. */
import type { Controller } from '@remote-ui/react/host';
import { createElement, type ReactNode } from 'react';
import { Button, LoadingButton } from './buttons.tsx';
import { BarChart, LineChart } from './charts.tsx';
import * as dialogs from './dialogs.tsx';
import * as feedback from './feedback.tsx';
import { Checkbox, Form } from './forms.tsx';
import { Input, TextArea } from './inputs.tsx';
import { AutoGrid, Flex, Tile } from './layout.tsx';
import { CurrencyInput, DateInput, NumberInput } from './numbers.tsx';
import { Tooltip } from './overlay.tsx';
import { PageLink } from './pages.tsx';
import { MultiSelect, Select } from './selects.tsx';
import * as tables from './tables.tsx';
import { mayBeTaken } from './taken.ts';
import * as text from './text.tsx';

type Drawn = ReturnType<Controller['get']>;

const DRAWN: Readonly<Record<string, Drawn>> = {
  ...{ AutoGrid, Flex, Tile },
  ...text,
  ...{ Button, LoadingButton, Tooltip },
  ...dialogs,
  ...{ Checkbox, CurrencyInput, DateInput, Form, Input, MultiSelect, NumberInput, Select, TextArea },
  ...tables,
  ...feedback,
  ...{ BarChart, LineChart, PageLink },
};

/** Each asked for so far, since a component that is another one each time would begin anew each time. */
const asked = new Map<string, Drawn>();

/** The component of this name; one that nobody drew shows its name in red and says so in the console. */
export function componentOf(name: string): Drawn {
  const known = asked.get(name) ?? mayBeTaken(DRAWN[name] ?? unknown(name));
  asked.set(name, known);
  return known;
}

function unknown(name: string): Drawn {
  console.error(`The workbench does not draw HubSpot's ${name}; what stands in it is shown plainly.`);
  return function Unknown({ children }: { children?: ReactNode }) {
    const look = { className: 'hs-unknown', role: 'alert' };
    return createElement('div', look, `${name} is not drawn here. `, children);
  };
}
