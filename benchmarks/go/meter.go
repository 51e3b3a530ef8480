package main

import (
	"fmt"
	"math/bits"
	"runtime"
	"runtime/pprof"
	"sync/atomic"
	"syscall"
	"time"
)

// What one window yielded, as the harness's Sample reads it.
type sample struct {
	ops, nanos, cpuNanos, bytes int64
}

func (s sample) String() string {
	return fmt.Sprintf("%d %d %d %d", s.ops, s.nanos, s.cpuNanos, s.bytes)
}

// The clocks of the process at the start of a window.
type meter struct {
	sample
	begun time.Time
}

func start(ops int64) meter {
	return meter{sample{ops: ops, cpuNanos: cpu(), bytes: allocated()}, time.Now()}
}

func (m meter) stop(ops int64) sample {
	nanos := time.Since(m.begun).Nanoseconds()
	return sample{ops - m.ops, nanos, cpu() - m.cpuNanos, allocated() - m.bytes}
}

// Of the whole process, so with the collector.
func cpu() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func allocated() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.TotalAlloc)
}

// What is on the heap when all garbage is gone, and how many threads the process has had.
func footprint() string {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return fmt.Sprintf("%d %d", stats.HeapAlloc, pprof.Lookup("threadcreate").Count())
}

// How long calls took, in buckets that are a thirty-second of their doubling wide.
type histogram struct {
	buckets [64 * 32]atomic.Int64
}

func (h *histogram) add(took time.Duration) {
	h.buckets[bucket(uint64(max(0, took.Nanoseconds())))].Add(1)
}

func bucket(nanos uint64) int {
	doubling := max(0, bits.Len64(nanos)-5)
	if doubling == 0 {
		return int(nanos)
	}
	return doubling*32 + int(nanos>>(doubling-1)) - 32
}

func low(bucket int) float64 {
	doubling := bucket / 32
	if doubling == 0 {
		return float64(bucket)
	}
	return float64(uint64(32+bucket%32) << (doubling - 1))
}

func (h *histogram) clear() {
	for i := range h.buckets {
		h.buckets[i].Store(0)
	}
}

// The median and the 99th percentile, in microseconds.
func (h *histogram) figures() string {
	all := int64(0)
	for i := range h.buckets {
		all += h.buckets[i].Load()
	}
	if all == 0 {
		return ""
	}
	return fmt.Sprintf(" p50=%.2f p99=%.2f", h.part(all, 0.5), h.part(all, 0.99))
}

func (h *histogram) part(all int64, part float64) float64 {
	left := float64(all) * part
	i := 0
	for ; i < len(h.buckets)-1; i++ {
		left -= float64(h.buckets[i].Load())
		if left <= 0 {
			break
		}
	}
	return (low(i) + low(i+1)) / 2 / 1000
}
