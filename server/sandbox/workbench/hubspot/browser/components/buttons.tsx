/** HubSpot's buttons; one with an overlay opens it. */
import type { ButtonProps, LoadingButtonProps } from '@hubspot/ui-extensions';
import { useOverlay } from './overlay.tsx';
import { send } from './send.ts';
import { short } from './sizes.ts';

export function Button(props: ButtonProps) {
  return <Pressed {...props} loading={false} />;
}

/** While it loads it can be reached but not pressed, so that the focus stays where it was. */
export function LoadingButton({ loading = false, ...props }: LoadingButtonProps) {
  return <Pressed {...props} loading={loading} />;
}

type Props = ButtonProps & { loading: boolean };

function Pressed({ children, disabled = false, loading, onClick, overlay, size, type, variant }: Props) {
  const { description, drawn, show } = useOverlay(overlay);
  const press = (): void => {
    if (loading) return;
    send(onClick)?.();
    show();
  };
  return (
    <>
      <button
        className={`hs-button ${variant ?? 'secondary'} ${short(size)}`}
        type={type ?? 'button'}
        disabled={disabled}
        aria-disabled={loading || undefined}
        aria-busy={loading || undefined}
        aria-describedby={description}
        onClick={(event) => {
          if (loading) event.preventDefault();
          press();
        }}
      >
        {loading && <span className="hs-wheel" aria-hidden="true" />}
        {children}
      </button>
      {drawn}
    </>
  );
}
