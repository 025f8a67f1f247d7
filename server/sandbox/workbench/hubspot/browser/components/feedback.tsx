/** HubSpot's components that say how it goes: alerts, spinners, progress, and what stands where there is nothing else. */
import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  ProgressBarProps,
} from '@hubspot/ui-extensions';
import { Heading } from './text.tsx';

export function Alert({ children, title, variant = 'info' }: AlertProps) {
  const isUrgent = variant === 'danger' || variant === 'error';
  return (
    <div className={`hs-alert ${variant}`} role={isUrgent ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children && <div>{children}</div>}
    </div>
  );
}

export function LoadingSpinner({ label, layout = 'inline', showLabel = false }: LoadingSpinnerProps) {
  return (
    <div className={`hs-spinner ${layout}`} role="status">
      <span className="hs-wheel" aria-hidden="true" />
      <span className={showLabel ? undefined : 'hs-hidden'}>{label}</span>
    </div>
  );
}

export function ProgressBar({ maxValue = 100, value = 0, ...props }: ProgressBarProps) {
  const share = Math.max(0, Math.min(1, maxValue > 0 ? value / maxValue : 0));
  return (
    <div className={`hs-progress ${props.variant ?? 'success'}`}>
      {props.title && <strong>{props.title}</strong>}
      <div
        role="progressbar"
        aria-label={props['aria-label'] ?? props.title}
        aria-valuemin={0}
        aria-valuemax={maxValue}
        aria-valuenow={value}
        aria-valuetext={props.valueDescription}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      {props.valueDescription && <span aria-hidden="true">{props.valueDescription}</span>}
    </div>
  );
}

export function ErrorState({ children, title, type = 'error' }: ErrorStateProps) {
  return (
    <div className={`hs-state ${type}`} role="alert">
      <span className="sign" aria-hidden="true">
        {type === 'lock' ? <Lock /> : '!'}
      </span>
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

function Lock() {
  return (
    <svg viewBox="0 0 16 16" width="18" height="18">
      <path d="M3 7h10v8H3zM5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

export function EmptyState({ children, title }: EmptyStateProps) {
  return (
    <div className="hs-state empty">
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
