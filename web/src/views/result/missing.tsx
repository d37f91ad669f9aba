import { Notice } from '../../components/notice.tsx';

/** In the place of what is not there: why. */
export function Missing({ what, reason }: { readonly what: string; readonly reason: string | undefined }) {
  return (
    <Notice title={`${what} cannot be shown`}>
      <p>{reason ?? 'It was not recorded, and nobody recorded why.'}</p>
    </Notice>
  );
}
