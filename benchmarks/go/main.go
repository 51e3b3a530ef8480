// The process of a contender: etcd's own client for Go, behind the commands of the harness's Contestant.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
)

func main() {
	var client *clientv3.Client
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		words := strings.Split(commands.Text(), " ")
		answer, err := "", error(nil)
		switch words[0] {
		case "connect":
			client, err = connect(client, words[1])
		case "seed":
			err = seed(client)
		case "again":
			err = put(client, 0)
		case "run":
			answer, err = run(client, words[1], millis(words[2]), millis(words[3]))
		case "footprint":
			answer = footprint()
		case "times":
			answer = "none"
		default:
			err = errors.New("unknown command")
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			fmt.Println("error " + strings.Join(strings.Fields(err.Error()), " "))
		} else {
			fmt.Println(strings.TrimSpace("ok " + answer))
		}
	}
}

// With its default settings, as the others have theirs.
func connect(old *clientv3.Client, port string) (*clientv3.Client, error) {
	if old != nil {
		if err := old.Close(); err != nil {
			return nil, err
		}
	}
	return clientv3.New(clientv3.Config{Endpoints: []string{"127.0.0.1:" + port}, Logger: zap.NewNop()})
}

func seed(client *clientv3.Client) error {
	for i := range keys {
		if err := put(client, i); err != nil {
			return err
		}
	}
	return nil
}

func run(client *clientv3.Client, row string, leadIn, window time.Duration) (string, error) {
	work, size, sized := strings.Cut(row, "-")
	n := 1
	if sized {
		var err error
		if n, err = strconv.Atoi(size); err != nil {
			// Of threads that block, which are no others than the goroutines of the row without a word more.
			return "none", nil
		}
	}
	switch {
	case work == "put":
		return loop(client, n, put, leadIn, window)
	case work == "get":
		return loop(client, n, get, leadIn, window)
	case work == "range" && sized:
		return loop(client, 1, func(c *clientv3.Client, _ int) error { return prefix(c, n) }, leadIn, window)
	case work == "watch" && !sized:
		return watch(client, leadIn, window)
	default:
		return "none", nil
	}
}

func millis(text string) time.Duration {
	n, _ := strconv.Atoi(text)
	return time.Duration(n) * time.Millisecond
}
