// Leaving a changed form asks first. The words are the browser's own.
class Unsaved {
    constructor(form) {
        let changed = form.dataset.unsaved === "changed";
        form.addEventListener("input", () => { changed = true; });
        form.addEventListener("submit", () => { changed = false; });
        addEventListener("beforeunload", event => {
            if (changed)
                event.preventDefault();
        });
    }
}

bind("form[data-unsaved]", Unsaved);
