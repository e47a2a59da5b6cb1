// The box in a table's head chooses every row, and the bar says how many are chosen.
class Selection {
    constructor(form) {
        this.rows = [...form.querySelectorAll("tbody .check")];
        this.all = form.querySelector("[data-selection-all]");
        this.count = form.querySelector("[data-selection-count]");
        this.none = this.count?.textContent;
        this.all?.addEventListener("change", () => this.#choose_all());
        form.addEventListener("change", () => this.#show());
        addEventListener("pageshow", () => this.#show());
        this.#show();
    }

    #choose_all() {
        for (const row of this.rows)
            row.checked = this.all.checked;
    }

    #show() {
        const chosen = this.rows.filter(row => row.checked).length;
        if (this.all) {
            this.all.checked = chosen > 0 && chosen === this.rows.length;
            this.all.indeterminate = chosen > 0 && chosen < this.rows.length;
        }
        if (this.count) {
            const words = chosen === 1 ? this.count.dataset.one : this.count.dataset.many;
            this.count.textContent = chosen ? words.replace("{n}", chosen) : this.none;
        }
    }
}

bind("form[data-selection]", Selection);
