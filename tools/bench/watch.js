() => {
    window.bench = {
        watch(number) {
            document.querySelectorAll('[data-bench]').forEach(e => e.removeAttribute('data-bench'))
            const cell = window.jupyterapp.shell.currentWidget.content.widgets[number].node
            this.node = cell.querySelector('.jp-OutputArea')
            document.querySelector('[data-bench-cell]')?.removeAttribute('data-bench-cell')
            this.node.setAttribute('data-bench-cell', '')
            this.touched = true
            this.observer?.disconnect()
            this.observer = new MutationObserver(() => { this.touched = true })
            this.observer.observe(this.node, {subtree: true, childList: true, attributes: true, characterData: true})
            const sliders = [...this.node.querySelectorAll('input[type=range], .noUi-handle')]
            const best = sliders.find(e => e.closest('label')?.textContent.includes('T')) ?? sliders[0]
            best?.setAttribute('data-bench', '')
            this.shown = this.look()
            this.changes = []
        },
        look() {
            const parts = []
            for (const e of this.node.querySelectorAll('svg, img, .bench-label')) {
                if (e.tagName !== 'IMG') parts.push(e.innerHTML)
                else if (e.complete && e.naturalWidth) parts.push(e.src)
                else return null
            }
            return parts.join() || null
        },
        frame() {
            const painted = performance.now()  // the time that looking takes is the bench's own
            const now = this.node && this.touched ? this.look() : null
            if (now !== null) this.touched = false
            if (now !== null && now !== this.shown) {
                this.shown = now
                this.changes.push(painted)
            }
            requestAnimationFrame(() => this.frame())
        },
        async settled(quiet) {
            const wait = ms => new Promise(resolve => setTimeout(resolve, ms))
            while (!this.changes.length && performance.now() - this.pressed < 3000) await wait(5)
            const first = this.changes[0]
            while (performance.now() - (this.changes.at(-1) ?? 0) < quiet) await wait(10)
            this.changes = []
            return first === undefined ? null : first - this.pressed
        },
        begin() { this.changes = []; this.began = performance.now() },
        rate() { return 1000 * this.changes.length / (performance.now() - this.began) },
        grip(e) {
            const box = e.getBoundingClientRect()
            if (e.type !== 'range') return box.x + box.width / 2
            const share = (e.valueAsNumber - e.min) / (e.max - e.min)
            return box.x + 8 + share * (box.width - 16)
        },
        async shake(moves) {
            const input = this.node.querySelector('[data-bench]')
            for (let move = 0; move < moves; move++) {
                const high = Math.floor(move / 40) % 2 === 0
                high ? input.stepUp() : input.stepDown()
                input.dispatchEvent(new Event('input', {bubbles: true}))
                await new Promise(resolve => setTimeout(resolve, move % 10 === 9 ? 100 : 4))
            }
        },
    }
    window.addEventListener('keydown', () => {
        bench.pressed = performance.now()  // the key's way from Playwright to the page is not the demo's
        bench.changes = []
    }, true)
    bench.frame()
}
