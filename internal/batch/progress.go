package batch

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// A Progress tells how far a run is. A nil one tells nothing.
type Progress struct {
	to     io.Writer
	bar    *progressbar.ProgressBar // nil: plain lines
	total  int
	done   int
	failed int
	began  time.Time
	told   time.Time
}

// tellEvery is how often a plain line says how far the run is.
const tellEvery = 5 * time.Second

// NewProgress gives the progress of a run over so many inputs: a bar on a terminal, a line
// now and then elsewhere.
func NewProgress(to io.Writer, total int, terminal bool) *Progress {
	p := &Progress{to: to, total: total, began: time.Now(), told: time.Now()}
	if terminal {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(to),
			progressbar.OptionSetDescription("converting"),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("pages"),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionFullWidth(),
		)
	}
	return p
}

// Step tells that an input is done.
func (p *Progress) Step(failed bool) {
	if p == nil {
		return
	}
	p.done++
	if failed {
		p.failed++
	}
	if p.bar != nil {
		if failed {
			p.bar.Describe(fmt.Sprintf("converting, %d failed", p.failed))
		}
		p.bar.Add(1)
	} else if time.Since(p.told) >= tellEvery {
		p.told = time.Now()
		p.line()
	}
}

// Aside takes the bar away while something else is said.
func (p *Progress) Aside(say func()) {
	if p == nil || p.bar == nil {
		say()
		return
	}
	p.bar.Clear()
	say()
	p.bar.RenderBlank()
}

// End takes the bar away, or says the last line.
func (p *Progress) End() {
	switch {
	case p == nil:
	case p.bar != nil:
		p.bar.Finish()
	default:
		p.line()
	}
}

// line says "banmian: 1200 of 10000 inputs, 1 failed, 95 a second, 1m33s left".
func (p *Progress) line() {
	rate := float64(p.done) / max(time.Since(p.began).Seconds(), 0.001)
	left := time.Duration(float64(p.total-p.done) / max(rate, 0.001) * float64(time.Second))
	fmt.Fprintf(p.to, "banmian: %d of %d inputs, %d failed, %.0f a second, %s left\n", p.done, p.total, p.failed, rate, left.Round(time.Second))
}
