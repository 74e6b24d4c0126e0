// The whole screen for the drawing, with its bar and legend; once more and all is as before.
export function full(view) {
  if (document.fullscreenElement) document.exitFullscreen();
  else view.root.requestFullscreen?.();
}
