import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly kind?: 'main' | 'danger' | 'bare' | 'fold';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** For a button whose text alone does not say what it is about. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly onClick?: () => void;
}

export function Button({
  children,
  kind,
  type = 'button',
  disabled = false,
  label,
  expanded,
  onClick,
}: ButtonProps) {
  return (
    <button
      class="button"
      data-kind={kind}
      type={type}
      disabled={disabled}
      aria-label={label}
      aria-expanded={expanded}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
