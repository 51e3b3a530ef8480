package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

// The same keys and values as everybody's: keys of 16 bytes, values of 100.
const (
	rotation    = 1000
	keyLength   = 16
	valueLength = 100
)

var (
	keys  = rotated()
	value = strings.Repeat("v", valueLength)
)

func rotated() []string {
	all := make([]string, rotation)
	for i := range all {
		all[i] = fmt.Sprintf("keys/%011d", i)
	}
	return all
}

type call func(client *clientv3.Client, key int) error

func put(client *clientv3.Client, key int) error {
	_, err := client.Put(context.Background(), keys[key], value)
	return err
}

func get(client *clientv3.Client, key int) error {
	reply, err := client.Get(context.Background(), keys[key])
	if err == nil && (len(reply.Kvs) != 1 || len(reply.Kvs[0].Value) != valueLength) {
		return errors.New("read something else")
	}
	return err
}

func prefix(client *clientv3.Client, count int) error {
	reply, err := client.Get(context.Background(), fmt.Sprintf("r%07d/", count), clientv3.WithPrefix())
	if err != nil {
		return err
	}
	bytes := 0
	for _, kv := range reply.Kvs {
		bytes += len(kv.Key) + len(kv.Value)
	}
	if bytes != count*(keyLength+valueLength) {
		return fmt.Errorf("read %d bytes", bytes)
	}
	return nil
}

// A goroutine for each slot, which makes its next call when its last is done.
func loop(client *clientv3.Client, slots int, once call, leadIn, window time.Duration) (string, error) {
	var (
		done     atomic.Int64
		stopping atomic.Bool
		latency  histogram
		failure  atomic.Value
		running  sync.WaitGroup
	)
	for slot := range slots {
		running.Add(1)
		go func() {
			defer running.Done()
			for key := slot % rotation; !stopping.Load(); key = (key + slots) % rotation {
				begun := time.Now()
				if err := once(client, key); err != nil {
					failure.CompareAndSwap(nil, &err)
					return
				}
				latency.add(time.Since(begun))
				done.Add(1)
			}
		}()
	}
	time.Sleep(leadIn)
	latency.clear()
	meter := start(done.Load())
	time.Sleep(window)
	sample := meter.stop(done.Load())
	figures := latency.figures()
	stopping.Store(true)
	running.Wait()
	if err := failure.Load(); err != nil {
		return "", *err.(*error)
	}
	if sample.ops == 0 {
		return "", errors.New("nothing ended in the window")
	}
	return sample.String() + figures, nil
}

// Counts the events of one prefix, which somebody else makes.
func watch(client *clientv3.Client, leadIn, window time.Duration) (string, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var count atomic.Int64
	first := make(chan error, 1)
	ended := make(chan error, 1)
	go func() {
		for reply := range client.Watch(ctx, "watch/", clientv3.WithPrefix()) {
			if err := reply.Err(); err != nil {
				ended <- err
				return
			}
			bytes := 0
			for _, event := range reply.Events {
				bytes += len(event.Kv.Key) + len(event.Kv.Value)
			}
			if bytes != len(reply.Events)*(keyLength+valueLength) {
				ended <- fmt.Errorf("%d events of %d bytes", len(reply.Events), bytes)
				return
			}
			if count.Add(int64(len(reply.Events))) == int64(len(reply.Events)) {
				first <- nil
			}
		}
	}()
	select {
	case <-first:
	case err := <-ended:
		return "", err
	case <-time.After(20 * time.Second):
		return "", errors.New("no event within 20 s")
	}
	time.Sleep(leadIn)
	meter := start(count.Load())
	time.Sleep(window)
	sample := meter.stop(count.Load())
	select {
	case err := <-ended:
		return "", err
	default:
		return sample.String(), nil
	}
}
