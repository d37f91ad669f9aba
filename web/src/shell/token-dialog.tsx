import { useState } from 'preact/hooks';
import { giveToken, tokenPrompt } from '../api/token.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useStore } from '../state/use-store.ts';

/** Asks for `web.token` when the server wants one. */
export function TokenDialog() {
  const { isOpen, wasWrong } = useStore(tokenPrompt);
  return isOpen ? <OpenDialog wasWrong={wasWrong} /> : null;
}

function OpenDialog({ wasWrong }: { readonly wasWrong: boolean }) {
  const [token, setToken] = useState('');
  return (
    <Dialog title="This server wants its access token" onClose={() => giveToken(token)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          giveToken(token.trim());
        }}
      >
        {wasWrong && <p role="alert">The server did not take that one.</p>}
        <label class="field">
          <span class="field-label">Token</span>
          <input
            class="input"
            type="password"
            autocomplete="off"
            required
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
          <span class="field-help">
            It is the value of <code>web.token</code>. The page keeps it until this tab is closed.
          </span>
        </label>
        <div class="buttons">
          <Button kind="main" type="submit">
            Continue
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
