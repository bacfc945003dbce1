// Lists or calls the tools of a server with the MCP client that Bifrost's core uses, set up as Bifrost does for
// connection_type "http" and auth_type "headers". Usage: client URL list | client URL call NAME ARGUMENTS
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"github.com/mark3labs/mcp-go/mcp"
)

const (
	connectTimeout = 30 * time.Second
	healthTimeout  = 5 * time.Second
)

func run(args []string) (any, error) {
	headers := map[string]string{"Authorization": os.Getenv("AUTHORIZATION")}
	http, err := transport.NewStreamableHTTP(args[0], transport.WithHTTPHeaders(headers))
	if err != nil {
		return nil, err
	}
	session := client.NewClient(http)
	defer session.Close()
	ctx, cancel := context.WithTimeout(context.Background(), connectTimeout)
	defer cancel()
	if err := session.Start(ctx); err != nil {
		return nil, err
	}
	hello := mcp.InitializeRequest{}
	hello.Params.ProtocolVersion = mcp.LATEST_PROTOCOL_VERSION
	hello.Params.ClientInfo = mcp.Implementation{Name: "bifrost-gateway-test", Version: "1"}
	if _, err := session.Initialize(ctx, hello); err != nil {
		return nil, err
	}
	health, stop := context.WithTimeout(ctx, healthTimeout)
	defer stop()
	switch args[1] {
	case "ping":
		return map[string]string{"version": mcp.LATEST_PROTOCOL_VERSION}, session.Ping(health)
	case "list":
		return session.ListTools(health, mcp.ListToolsRequest{})
	case "call":
		call := mcp.CallToolRequest{}
		call.Params.Name = args[2]
		var arguments map[string]any
		if err := json.Unmarshal([]byte(args[3]), &arguments); err != nil {
			return nil, err
		}
		call.Params.Arguments = arguments
		return session.CallTool(ctx, call)
	}
	return nil, fmt.Errorf("unknown command %q", args[1])
}

func main() {
	answer, err := run(os.Args[1:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answer)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
