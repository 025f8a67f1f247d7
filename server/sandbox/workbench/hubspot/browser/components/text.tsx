/** HubSpot's components for what is read: text, headings, links, lists, tags and icons. */
import type {
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  IconProps,
  LinkProps,
  ListProps,
  StatusTagProps,
  TagProps,
  TextProps,
} from '@hubspot/ui-extensions';
import { Children, type CSSProperties } from 'react';
import { usePage } from '../page.ts';
import { Anchored, useOverlay } from './overlay.tsx';
import { send } from './send.ts';

const WEIGHT = { regular: 400, demibold: 600, bold: 700 } as const;
const LINE = { none: 'none', underline: 'underline', strikethrough: 'line-through' } as const;

export function Text({ children, format = {}, inline = false, truncate, variant = 'bodytext' }: TextProps) {
  const style: CSSProperties = {
    ...(format.fontWeight && { fontWeight: WEIGHT[format.fontWeight] }),
    ...(format.italic && { fontStyle: 'italic' }),
    ...(format.lineDecoration && { textDecoration: LINE[format.lineDecoration] }),
    ...(typeof truncate === 'object' && truncate.maxWidth !== undefined && { maxWidth: truncate.maxWidth }),
  };
  const whole = typeof truncate === 'object' ? truncate.tooltipText : undefined;
  return (
    <span
      className={`hs-text ${variant}${inline ? ' inline' : ''}${truncate ? ' truncated' : ''}`}
      style={style}
      title={whole}
    >
      {children}
    </span>
  );
}

export function Heading({ children }: HeadingProps) {
  const Level = usePage().below === 'title' ? 'h3' : 'h2';
  return <Level className="hs-heading">{children}</Level>;
}

export function Link({ children, href, onClick, variant = 'primary' }: LinkProps) {
  const { hrefOf } = usePage();
  const { external = false, url } = typeof href === 'string' ? { url: href } : href;
  const target = external ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <a
      className={`hs-link ${variant}`}
      href={external ? url : hrefOf(url)}
      {...target}
      onClick={send(onClick)}
    >
      {children}
      {external && <span className="hs-hidden"> (opens in a new tab)</span>}
    </a>
  );
}

export function List({ children, variant = 'unordered' }: ListProps) {
  const Kind = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Kind className={`hs-list ${variant}`}>
      {Children.toArray(children).map((child, at) => (
        <li key={at}>{child}</li>
      ))}
    </Kind>
  );
}

export function DescriptionList({ children, direction = 'column' }: DescriptionListProps) {
  return <dl className={`hs-facts ${direction}`}>{children}</dl>;
}

export function DescriptionListItem({ children, label }: DescriptionListItemProps) {
  return (
    <div className="hs-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One with a tooltip can be reached by keyboard, since that is the only way to read it then. */
export function Tag({ children, onClick, overlay, variant = 'default' }: TagProps) {
  const { description, drawn, show } = useOverlay(overlay);
  const isReachable = overlay !== undefined || onClick !== undefined;
  return (
    <Anchored drawn={drawn}>
      <span
        className={`hs-tag ${variant}`}
        {...(isReachable && { tabIndex: 0 })}
        aria-describedby={description}
        onClick={() => {
          show();
          send(onClick)?.();
        }}
      >
        {children}
      </span>
    </Anchored>
  );
}

export function StatusTag({ children, hollow = false, variant = 'default' }: StatusTagProps) {
  return (
    <span className={`hs-status ${variant}${hollow ? ' hollow' : ''}`}>
      <span className="dot" aria-hidden="true" />
      <span className="what">{children}</span>
    </span>
  );
}

const SHAPES: Readonly<Record<string, string>> = {
  success: 'M2 8.5 6 12.5 14 3.5',
  warning: 'M8 2v7M8 12.5v1',
};

/** The few icons that our cards use; another one is shown by its name. */
export function Icon({ color = 'inherit', name, screenReaderText }: IconProps) {
  const shape = SHAPES[name];
  return (
    <span className={`hs-icon ${color}`} role="img" aria-label={screenReaderText ?? name}>
      {shape === undefined ? (
        `[${name}]`
      ) : (
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d={shape} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
        </svg>
      )}
    </span>
  );
}
