/** HubSpot's names of distances, in pixels. */
import type { AllDistances } from '@hubspot/ui-extensions';

export const GAPS: Readonly<Record<AllDistances, number>> = {
  flush: 0,
  xs: 4,
  'extra-small': 4,
  sm: 8,
  small: 8,
  md: 16,
  medium: 16,
  lg: 24,
  large: 24,
  xl: 32,
  'extra-large': 32,
};

/** The short one of HubSpot's two names of a size. */
export function short(size: string | undefined): string {
  return (
    { 'extra-small': 'xs', small: 'sm', medium: 'md', large: 'lg', 'extra-large': 'xl' }[size ?? ''] ??
    size ??
    'md'
  );
}
