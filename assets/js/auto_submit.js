// Ticking a box applies the filters at once. Not in the panel of a phone, where one ticks several and then applies,
// and not for menus, which a keyboard changes on the way to the wanted value.
class AutoSubmit {
    static #ticked = "passerelle-ticked";

    constructor(form) {
        if (!matchMedia("(min-width: 62rem)").matches)
            return;
        for (const hint of form.querySelectorAll("[data-auto-submit-hint]"))
            hint.hidden = false;
        for (const button of form.querySelectorAll("[data-auto-submit-button]"))
            button.classList.add("visually-hidden");
        this.form = form;
        form.addEventListener("change", event => this.#submit(event.target));
        this.#focus_again();
    }

    #submit(box) {
        if (box.type !== "checkbox" && box.type !== "radio")
            return;
        sessionStorage.setItem(AutoSubmit.#ticked, JSON.stringify([box.name, box.value]));
        this.form.requestSubmit();
    }

    // The page is loaded anew; who came by keyboard goes on where they were.
    #focus_again() {
        const ticked = sessionStorage.getItem(AutoSubmit.#ticked);
        if (!ticked)
            return;
        sessionStorage.removeItem(AutoSubmit.#ticked);
        const [name, value] = JSON.parse(ticked);
        const box = [...this.form.elements].find(field => field.name === name && field.value === value);
        box?.closest("details")?.setAttribute("open", "");
        box?.focus();
    }
}

bind("form[data-auto-submit]", AutoSubmit);
