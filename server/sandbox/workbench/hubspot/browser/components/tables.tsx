/** HubSpot's table; where it has no room it scrolls by itself and never widens the card. */
import type {
  AlignmentProps,
  TableCellProps,
  TableElementProps,
  TableProps,
  WidthProps,
} from '@hubspot/ui-extensions';
import type { CSSProperties } from 'react';

export function Table({ bordered = false, children, density = 'default', flush = false }: TableProps) {
  const look = `hs-table ${density}${bordered ? ' bordered' : ''}${flush ? ' flush' : ''}`;
  return (
    <div className="hs-scroll" tabIndex={0} role="group">
      <table className={look}>{children}</table>
    </div>
  );
}

export function TableHead({ children }: TableElementProps) {
  return <thead>{children}</thead>;
}

export function TableBody({ children }: TableElementProps) {
  return <tbody>{children}</tbody>;
}

export function TableFooter({ children }: TableElementProps) {
  return <tfoot>{children}</tfoot>;
}

export function TableRow({ children }: TableElementProps) {
  return <tr>{children}</tr>;
}

/** One without words heads a column that needs none. */
export function TableHeader({ align, children, width }: TableElementProps & AlignmentProps & WidthProps) {
  const style = styleOf(align, width);
  if (children === undefined || children === '') return <td style={style} />;
  return (
    <th scope="col" style={style}>
      {children}
    </th>
  );
}

export function TableCell({ align, children, colSpan, width }: TableCellProps) {
  return (
    <td colSpan={colSpan} style={styleOf(align, width)}>
      {children}
    </td>
  );
}

function styleOf(align: AlignmentProps['align'], width: WidthProps['width']): CSSProperties {
  return {
    ...(align && { textAlign: align }),
    ...(width === 'min' && { width: '1%' }),
    ...(width === 'max' && { width: '100%' }),
    ...(typeof width === 'number' && { width }),
  };
}
