import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { announce } from './live-region.tsx';

export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    // Absent where the page is not from this machine and has no TLS.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => {
        setOutcome('copied');
        announce(`${what} copied`);
      },
      () => setOutcome('refused'),
    );
  };
  const texts = { none: 'Copy', copied: 'Copied', refused: 'The browser refused' };
  return (
    <Button kind="bare" label={`Copy ${what}`} onClick={copy}>
      {texts[outcome]}
    </Button>
  );
}
