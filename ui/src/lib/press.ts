/**
 * An attachment: a press that began on a button within `node` clicks it, though the page moved the button from under
 * the pointer before the release, as the end of a look does. The browser gives such a press to nobody.
 */
export function holdsPresses(node: HTMLElement): () => void {
  let forget: (() => void) | undefined;

  function down({ button: which, target, clientX, clientY }: PointerEvent) {
    forget?.();
    const button = target instanceof Element ? target.closest('button') : null;
    if (which !== 0 || !button) return;

    function up(event: PointerEvent) {
      forget?.();
      // Whoever moves off a button before letting go wants no click.
      const still = Math.hypot(event.clientX - clientX, event.clientY - clientY) < 4;
      const onIt = event.target instanceof Node && button?.contains(event.target);
      if (still && !onIt && button?.isConnected) button.click();
    }

    window.addEventListener('pointerup', up, true);
    window.addEventListener('pointercancel', stop, true);
    function stop() {
      forget?.();
    }
    forget = () => {
      window.removeEventListener('pointerup', up, true);
      window.removeEventListener('pointercancel', stop, true);
      forget = undefined;
    };
  }

  node.addEventListener('pointerdown', down);
  return () => {
    forget?.();
    node.removeEventListener('pointerdown', down);
  };
}
