import { Component, type ComponentChildren } from 'preact';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

/** A view that breaks leaves the rest of the page standing, and says so. */
export class Boundary extends Component<
  { readonly children: ComponentChildren },
  { readonly problem: string | null }
> {
  override state = { problem: null };

  static override getDerivedStateFromError(error: unknown): { readonly problem: string } {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    return (
      <Notice tone="fail" title="This view could not be drawn" role="alert">
        <p class="mono small">{this.state.problem}</p>
        <p>
          It is a fault of the page. What the server does goes on, and its API has everything that is missing
          here.
        </p>
        <div class="buttons">
          <Button onClick={() => location.reload()}>Load the page again</Button>
        </div>
      </Notice>
    );
  }
}
